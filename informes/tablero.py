"""El tablero de los informes: avance por actor y día, carga de la revisión, visitas y lo que
detiene la publicación. Los actores van siempre en el orden del registro; las personas, por nombre.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.utils import timezone

from candidaturas.models import EstadoDeRegistro, ProcesoElectoral, Visita
from captura.models import Acto, Adscripcion, ClaseDeActo, Cuestionario, Estado, TomaDeRevision
from captura.permisos import REVISAN
from conoceles.comun import reloj
from informes.cuantitativo.por_dia import Avance, Dia, avance_por_dia, desde_cuando
from informes.cuantitativo.tabla import Parte, Tabla, con_total
from informes.redaccion import fecha_corta

DIAS = 30
MAXIMO_DE_DIAS = 366
NOTA_DE_AVANCE = (
    "Como estaba anotado al terminar el día, leído de la historia. Capturadas: las que ya salieron "
    "de manos de su actor. El porcentaje es sobre las registradas."
)
# Las páginas públicas que se cuentan, como las nombra su dirección.
PAGINAS = {
    "inicio": "Portada",
    "lista": "Búsqueda de candidaturas",
    "detalle": "Perfil de una candidatura",
    "comparar": "Comparador",
    "mi_lista": "Mi lista",
    "mapa": "Mapa de distritos",
    "mapa_municipios": "Mapa de municipios",
    "boleta": "Mi boleta",
    "boleta_seccion": "Mi boleta, por sección",
    "boleta_municipio": "Mi boleta, por municipio",
    "boleta_distrito": "Mi boleta, por distrito",
    "boleta_posicion": "Mi boleta, por ubicación",
    "boleta_otras_formas": "Mi boleta, otras formas de votar",
    "estadisticas": "Estadísticas",
    "datos": "Datos abiertos",
    "disponibilidad": "Disponibilidad del sitio",
    "explicacion": "Explicaciones",
    "informacion": "Información del sistema",
    "transparencia": "Transparencia",
    "proceso_terminado": "Procesos que ya no se publican",
}
CARGA = (
    ClaseDeActo.TOMA_DE_REVISION,
    ClaseDeActo.OBSERVACION,
    ClaseDeActo.VERIFICACION,
    ClaseDeActo.PUBLICACION,
)
# Por qué una candidatura de la boleta no está publicada, y quién lo resuelve.
DETIENE = {
    Estado.SIN_DATOS: ("Sin datos capturados", "Actor político"),
    Estado.EN_CAPTURA: ("Captura sin enviar", "Actor político"),
    Estado.CON_OBSERVACIONES: ("Observaciones por atender", "Actor político"),
    Estado.ENVIADO: ("Por tomar para revisión", "UTTAI"),
    Estado.EN_REVISION: ("En revisión", "UTTAI"),
    Estado.VERIFICADO: ("Verificada, sin publicar", "UTTAI"),
}


@dataclass(frozen=True, slots=True)
class Columna:
    """Un día de la gráfica; las alturas van de 0 a 100 sobre el día más alto."""

    etiqueta: str
    alto: int
    cuantas: int

    @property
    def arriba(self) -> int:
        return 100 - self.alto


def tablas(proceso: ProcesoElectoral, desde: date, hasta: date) -> list[Tabla]:
    """Todas, en el orden en que se leen."""
    dias = avance_por_dia(proceso, desde, hasta)
    return [
        _por_actor(proceso, dias[-1]),
        _por_dia(dias),
        _por_actor_y_dia(proceso, dias),
        _detiene(proceso),
        _carga(proceso, desde, hasta),
        *_visitas(desde, hasta),
    ]


def columnas(tabla: Tabla, cual: int) -> list[Columna]:
    """La gráfica de una columna de números, del primer día al último; la tabla va al revés."""
    valores = [(str(f[0]), n) for f in tabla.filas if isinstance(n := f[cual], int)]
    if tabla.con_total:
        valores = valores[:-1]
    mayor = max((v for _, v in valores), default=0) or 1
    return [Columna(dia, round(100 * v / mayor), v) for dia, v in reversed(valores)]


# --- Avance -------------------------------------------------------------------------------------
def _fila(etiqueta: str, avance: Avance) -> tuple:
    return (
        etiqueta,
        avance.registradas,
        avance.capturadas,
        Parte(avance.capturadas, avance.registradas),
        avance.publicadas,
        Parte(avance.publicadas, avance.registradas),
    )


_COLUMNAS = ("Registradas", "Capturadas", "% capturadas", "Publicadas", "% publicadas")


def _por_actor(proceso: ProcesoElectoral, dia: Dia) -> Tabla:
    filas = [
        _fila(actor.nombre, dia.por_actor[actor.pk])
        for actor in proceso.actores.all()
        if actor.pk in dia.por_actor
    ]
    return Tabla(
        "avance-por-actor",
        f"Avance por actor político al {fecha_corta(dia.dia)}",
        ("Actor político", *_COLUMNAS),
        con_total(filas),
        NOTA_DE_AVANCE,
    )


def _por_dia(dias: list[Dia]) -> Tabla:
    return Tabla(
        "avance-por-dia",
        "Avance por día",
        ("Día", *_COLUMNAS),
        tuple(_fila(fecha_corta(dia.dia), dia.total) for dia in reversed(dias)),
        NOTA_DE_AVANCE,
        con_total=False,
    )


def _por_actor_y_dia(proceso: ProcesoElectoral, dias: list[Dia]) -> Tabla:
    con_candidaturas = {actor for dia in dias for actor in dia.por_actor}
    actores = [a for a in proceso.actores.all() if a.pk in con_candidaturas]
    filas = tuple(
        (
            fecha_corta(dia.dia),
            *(
                f"{avance.capturadas} de {avance.registradas}"
                for avance in (dia.por_actor.get(a.pk, Avance()) for a in actores)
            ),
        )
        for dia in reversed(dias)
    )
    return Tabla(
        "avance-por-actor-y-dia",
        "Capturadas por actor político y día",
        ("Día", *(a.siglas or a.nombre for a in actores)),
        filas,
        "Capturadas de registradas al terminar cada día.",
        con_total=False,
    )


# --- Lo que detiene la publicación --------------------------------------------------------------
def _detiene(proceso: ProcesoElectoral) -> Tabla:
    """Hoy: cada candidatura sin publicar cuenta una vez, en lo que le falta primero."""
    en_boleta = proceso.candidaturas.filter(estado_registro=EstadoDeRegistro.REGISTRADA)
    cuentas = Counter(
        dict(
            Cuestionario.objects.filter(candidatura__in=en_boleta)
            .order_by()
            .values_list("estado")
            .annotate(Count("pk"))
        )
    )
    cuentas[Estado.SIN_DATOS] += en_boleta.count() - sum(cuentas.values())
    antiguas = desde_cuando(proceso)
    sin_publicar = sum(cuentas[estado] for estado in DETIENE)
    filas = [
        (
            motivo,
            quien,
            cuentas[estado],
            Parte(cuentas[estado], sin_publicar),
            _dias_desde(antiguas.get(estado)) if cuentas[estado] else "",
        )
        for estado, (motivo, quien) in DETIENE.items()
    ]
    nota = f"Hoy: {sin_publicar} de {en_boleta.count()} candidaturas de la boleta sin publicar."
    if proceso.publico_desde is None:
        nota += " El proceso no tiene fecha de inicio de la publicación: nada es público todavía."
    elif proceso.publico_desde > reloj.ahora():
        dia = fecha_corta(timezone.localdate(proceso.publico_desde))
        nota += f" La publicación empieza el {dia}: antes nada es público."
    return Tabla(
        "detiene-la-publicacion",
        "Lo que detiene la publicación",
        ("Qué falta", "A quién le toca", "Candidaturas", "% de las que faltan", "Así desde hace"),
        _con_su_total(filas, sin_publicar),
        nota,
    )


def _dias_desde(momento) -> str:
    if momento is None:
        return ""
    dias = (reloj.hoy() - timezone.localdate(momento)).days
    return f"{dias} día" if dias == 1 else f"{dias} días"


# --- Carga de la revisión -----------------------------------------------------------------------
def _carga(proceso: ProcesoElectoral, desde: date, hasta: date) -> Tabla:
    """Quienes revisan hoy y quienes revisaron algo en esos días, por nombre."""
    hechos: Counter[tuple[int, str]] = Counter()
    actos = Acto.objects.filter(
        proceso=proceso,
        clase__in=CARGA,
        autor__isnull=False,
        registrado_en__date__gte=desde,
        registrado_en__date__lte=hasta,
    )
    for autor, clase, cuantos in (
        actos.order_by().values_list("autor", "clase").annotate(Count("pk"))
    ):
        hechos[autor, clase] = cuantos
    tomadas = dict(
        TomaDeRevision.objects.filter(
            cuestionario__candidatura__proceso=proceso, hasta__gt=reloj.ahora()
        )
        .order_by()
        .values_list("usuario")
        .annotate(Count("pk"))
    )
    vigentes = Adscripcion.objects.vigentes().filter(rol__in=REVISAN)
    personas = Adscripcion.objects.filter(
        Q(pk__in=vigentes)
        | Q(usuario__in={autor for autor, _ in hechos} | set(tomadas), rol__in=REVISAN)
    ).select_related("usuario")
    filas = [
        (
            str(persona.usuario),
            tomadas.get(persona.usuario_id, 0),
            *(hechos[persona.usuario_id, clase] for clase in CARGA),
        )
        for persona in sorted(personas, key=lambda p: (str(p.usuario).casefold(), p.pk))
    ]
    return Tabla(
        "carga-de-la-revision",
        "Carga de la revisión",
        ("Persona", "En sus manos ahora", "Tomadas", "Devueltas", "Verificadas", "Publicadas"),
        con_total(filas),
        f"Lo hecho del {fecha_corta(desde)} al {fecha_corta(hasta)}.",
    )


# --- Visitas ------------------------------------------------------------------------------------
def _visitas(desde: date, hasta: date) -> list[Tabla]:
    """Por día, por página y por código de campaña. Son del sitio, no de un proceso."""
    visitas = Visita.objects.filter(dia__gte=desde, dia__lte=hasta).order_by()

    def cuentas(campo: str) -> dict:
        return dict(visitas.values_list(campo).annotate(Sum("cuantas")))

    por_dia, por_pagina, por_codigo = cuentas("dia"), cuentas("pagina"), cuentas("codigo")
    total = sum(por_dia.values())
    dias = [desde + timedelta(days=n) for n in range((hasta - desde).days + 1)]
    nota = (
        "Páginas vistas, sin identificar a nadie y sin robots conocidos. El día que corre y lo que "
        "llega tarde todavía pueden cambiar."
    )
    return [
        _de_visitas(
            "visitas-por-dia", "Visitas por día", "Día",
            ((fecha_corta(dia), por_dia.get(dia, 0)) for dia in reversed(dias)), total, nota,
        ),
        _de_visitas(
            "visitas-por-pagina", "Visitas por clase de página", "Página",
            sorted((PAGINAS.get(clave, clave), n) for clave, n in por_pagina.items()), total, nota,
        ),
        _de_visitas(
            "visitas-por-codigo", "Visitas por código de campaña", "Código",
            sorted((clave or "Sin código", n) for clave, n in por_codigo.items()), total,
            f"{nota} El código es el de «?origen=…» en el enlace o el QR que se repartió.",
        ),
    ]  # fmt: skip


def _con_su_total(filas: list[tuple], total: int) -> tuple[tuple, ...]:
    """La suma, y el todo en la columna que dice qué parte es cada renglón."""
    if not filas:
        return ()
    *renglones, suma = con_total(filas)
    ultima = tuple(Parte(total, total) if isinstance(c, Parte) else c for c in suma)
    return (*renglones, ultima)


def _de_visitas(
    clave: str, titulo: str, primera: str, cuentas: Iterable[tuple[str, int]], total: int, nota: str
) -> Tabla:
    filas = [(etiqueta, n, Parte(n, total)) for etiqueta, n in cuentas]
    return Tabla(
        clave, titulo, (primera, "Visitas", "% del total"), _con_su_total(filas, total), nota
    )
