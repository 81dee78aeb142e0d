"""La historia del proceso 2023 con personas ficticias, repetida con reloj y servicios reales.

Primero se planea (qué pasa, a quién y cuándo) y después se repite en orden de tiempo: la bitácora
y la historia quedan como si el sistema se hubiera usado de verdad.
"""

import random
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from candidaturas import sorteo
from candidaturas.avisos_de_privacidad import de_partida
from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    ClaseDeDeclaracion,
    Eleccion,
    Parametro,
    ProcesoElectoral,
    Sexo,
    TipoDeCandidatura,
)
from captura.bitacora import anotar
from captura.demostracion import comprobar_demostracion
from captura.demostracion.compromisos import familias_de_compromisos, planear_compromisos
from captura.demostracion.consentimientos import (
    formato_de_consentimiento,
    planear_consentimientos,
)
from captura.demostracion.cuentas import crear_cuentas
from captura.demostracion.derechos import planear_derechos
from captura.demostracion.ensayo import ensayar, planear_su_ciclo, preparar_ensayo
from captura.demostracion.guion import EN_MAYORIA, Guion, momento, quien_captura
from captura.demostracion.identidad import planear_identidad, preguntas_de_identidad
from captura.demostracion.movimientos import planear_movimientos
from captura.demostracion.papeles import papel_ficticio
from captura.demostracion.pausas import planear_pausas
from captura.demostracion.personas import personas
from captura.demostracion.retratos import retrato
from captura.demostracion.textos import cuestionario_ficticio
from captura.flujo import Paso
from captura.fotografias import adelantar_copias
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    Cuestionario,
    Estado,
    Supuesto,
)
from captura.servicios.avisos import crear_aviso
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.declaraciones import guardar_declaracion
from captura.servicios.pasos import NuevaObservacion, dar_paso
from captura.servicios.procesos import avanzar_proceso, fijar_publicacion
from captura.servicios.registro import registrar_candidatura
from conoceles.comun import reloj

PROCESO = "pel-2023"
SEMILLA = 2023
# De cada lista, los primeros: con más, cargar la demostración tarda demasiado.
LUGARES_RP = 6
EN_LISTA = ("PAN", "PRI", "PRD", "PT", "PVEM", "UDC", "MC", "Morena")
# De cada cien perfiles, en qué estado quedan. Se reparten por sorteo, igual para cada actor.
REPARTO = (
    (Estado.SIN_DATOS, 8),
    (Estado.EN_CAPTURA, 9),
    (Estado.ENVIADO, 6),
    (Estado.EN_REVISION, 3),
    (Estado.CON_OBSERVACIONES, 5),
    (Estado.VERIFICADO, 3),
    (Estado.PUBLICADO, 66),
)
# Qué declaraciones entregan; las demás personas, ninguna.
DECLARACIONES = {
    "DEMO-001": tuple(ClaseDeDeclaracion),
    "DEMO-002": (ClaseDeDeclaracion.PATRIMONIAL,),
}
# No hay norma que los confirme: son elecciones de la demostración y así lo dice su cita.
_ELECCION = "Demostración: valor de ejemplo, sin acuerdo que lo fije."
PLAZOS_DE_EJEMPLO = {
    "dias_captura": ("64", f"{_ELECCION} Llega a la víspera de la jornada."),
    "dias_requerimiento": ("5", _ELECCION),
    "dias_verificacion": ("5", _ELECCION),
    "caida_ventana_horas": ("24", _ELECCION),
    "caida_minima_minutos": ("10", _ELECCION),
    # Los del informe siguen lo que pasó en abril y mayo de 2023, según el informe de mayo.
    "informe_dia_de_corte": ("27", f"{_ELECCION} El cuantitativo de mayo de 2023 cerró el 27."),
    "informe_dias_cuantitativo": ("1", _ELECCION),
    "informe_dias_sesion": ("2", f"{_ELECCION} En mayo de 2023, del 27 al 29."),
    "informe_dias_envio": ("3", f"{_ELECCION} En abril de 2023, del 24 al 27."),
    "informe_dias_acuse": ("0", f"{_ELECCION} En abril de 2023, el mismo día."),
}


@transaction.atomic
def cargar(*, ajenas: frozenset[str]) -> int:
    """Carga la historia completa y devuelve cuántas candidaturas hay. Si ya está, no hace nada.

    `ajenas`: nombres de personas reales que las ficticias no llevarán.
    """
    comprobar_demostracion()
    proceso = ProcesoElectoral.objects.select_for_update().get(clave=PROCESO)
    if proceso.candidaturas.exists():
        return proceso.candidaturas.count()
    for clave, (valor, cita) in PLAZOS_DE_EJEMPLO.items():
        Parametro.objects.get_or_create(
            proceso=proceso, clave=clave, defaults={"valor": valor, "cita": cita}
        )
    with reloj.en(momento(3, 1)):
        sorteo.comprometer()
        crear_aviso(*de_partida())
        cuentas = crear_cuentas(proceso)
        # Antes de que haya compromisos que copiarle.
        ensayo = preparar_ensayo(proceso, cuentas)
        familia = familias_de_compromisos(proceso)
        formato = formato_de_consentimiento(proceso)
        preguntas_de_identidad(proceso)
    ensayar(ensayo, cuentas)
    guion = Guion(proceso, cuentas, random.Random(SEMILLA))  # noqa: S311
    with reloj.en(momento(3, 31)):
        candidaturas = _registrar(guion, ajenas)
    _apertura(guion)
    publicadas = _perfiles(guion, candidaturas)
    planear_compromisos(guion, familia, candidaturas, publicadas)
    planear_movimientos(guion, candidaturas, publicadas, ajenas)
    planear_pausas(guion, candidaturas, publicadas)
    planear_consentimientos(guion, formato, candidaturas)
    planear_identidad(guion, formato, candidaturas)
    planear_su_ciclo(guion)
    planear_derechos(guion, candidaturas)
    guion.repetir()
    return proceso.candidaturas.count()


def _registrar(guion: Guion, ajenas: frozenset[str]) -> list[Candidatura]:
    """Gubernatura, 64 fórmulas de mayoría relativa y ocho listas de representación proporcional."""
    proceso = guion.proceso
    gente = personas(semilla=SEMILLA, jornada=proceso.jornada_el, ajenas=ajenas)
    actores = {a.siglas: a for a in ActorPolitico.objects.filter(proceso=proceso)}
    lugares: list[tuple[Eleccion, ActorPolitico, int | None]] = []
    for eleccion in Eleccion.objects.filter(cargo__proceso=proceso).select_related("cargo"):
        if eleccion.cargo.clave == "diputacion-rp":
            lugares += [
                (eleccion, actores[siglas], numero)
                for siglas in EN_LISTA
                for numero in range(1, LUGARES_RP + 1)
            ]
        else:
            lugares += [(eleccion, actores[siglas], None) for siglas in EN_MAYORIA]
    candidaturas: list[Candidatura] = []
    for eleccion, actor, numero in lugares:
        tipos = [TipoDeCandidatura.PROPIETARIA]
        if eleccion.cargo.con_suplente:
            tipos.append(TipoDeCandidatura.SUPLENTE)
        for tipo in tipos:
            persona = next(gente)
            candidaturas.append(
                registrar_candidatura(
                    eleccion=eleccion,
                    actor=actor,
                    numero=numero,
                    tipo=tipo,
                    nombres=persona.nombres,
                    primer_apellido=persona.primer_apellido,
                    segundo_apellido=persona.segundo_apellido,
                    sexo=persona.sexo,
                    nace_el=persona.nace_el,
                    folio=f"DEMO-{len(candidaturas) + 1:03d}",
                    reeleccion=guion.azar.random() < 0.08,
                )
            )
    anotar(
        clase=ClaseDeActo.CARGA_DE_REGISTRO,
        proceso=proceso,
        autor=guion.cuentas["coordinacion"].usuario,
        datos={"candidaturas": len(candidaturas)},
    )
    morena = [c for c in candidaturas if c.formula.actor_id == actores["Morena"].pk]
    guion.cuentas["capturista.morena"].candidaturas.set(morena[1:9])
    guion.cuentas["candidata.morena"].candidaturas.set(morena[1:2])
    return candidaturas


def _apertura(guion: Guion) -> None:
    coordinacion = guion.cuentas["coordinacion"]
    guion.el(
        momento(4, 1, 18),
        partial(
            fijar_publicacion,
            proceso=guion.proceso,
            desde=momento(4, 2, 0),
            cita="Demostración: inicio de la campaña. El acuerdo del 22 de marzo de 2023 fija la "
            "fecha de inicio de la publicación; su contenido no se tiene.",
            adscripcion=coordinacion,
        ),
    )
    guion.el(
        momento(4, 1, 18, 30),
        partial(avanzar_proceso, proceso=guion.proceso, adscripcion=coordinacion),
    )


def _perfiles(guion: Guion, candidaturas: list[Candidatura]) -> dict[int, datetime]:
    """Planea cada perfil hasta su estado. Devuelve candidatura → cuándo se publica."""
    azar = guion.azar
    destinos = [estado for estado, peso in REPARTO for _ in range(peso)]
    publicadas: dict[int, datetime] = {}
    orden = list(enumerate(candidaturas, start=1))
    azar.shuffle(orden)
    por_actor: dict[int, int] = {}
    for numero, candidatura in orden:
        # Se recorre la baraja por actor: a cada uno le toca la misma proporción de estados.
        actor = candidatura.formula.actor_id
        por_actor[actor] = por_actor.get(actor, azar.randrange(100)) + 41
        destino = destinos[por_actor[actor] % 100]
        if candidatura.formula.eleccion.cargo.clave == "gubernatura":
            destino = Estado.PUBLICADO
        cuando = _planear_perfil(guion, candidatura, numero, destino)
        if cuando:
            publicadas[candidatura.pk] = cuando
    return publicadas


def _planear_perfil(
    guion: Guion, candidatura: Candidatura, numero: int, destino: Estado
) -> datetime | None:
    if destino == Estado.SIN_DATOS:
        return None
    azar = guion.azar
    revision = guion.cuentas["revision"]
    lugar = candidatura.formula.eleccion.distrito
    campos = cuestionario_ficticio(
        azar, numero=numero, lugar=lugar.cabecera if lugar else "Coahuila"
    )
    terminado = destino in {Estado.VERIFICADO, Estado.PUBLICADO}
    tope = 38 if terminado else 52
    cuando = momento(4, 3, 9) + timedelta(
        days=azar.randrange(0 if terminado else 36, tope), minutes=azar.randrange(540)
    )
    cuando = _planear_captura(guion, candidatura, numero, campos, destino, cuando)
    if destino in {Estado.EN_CAPTURA, Estado.ENVIADO}:
        return None
    cuando += timedelta(hours=azar.randrange(3, 30))
    guion.el(cuando, partial(_dar, candidatura, Paso.REVISAR, revision))
    if destino == Estado.EN_REVISION:
        return None
    if destino == Estado.CON_OBSERVACIONES or azar.random() < 0.18:
        cuando += timedelta(minutes=azar.randrange(10, 90))
        guion.el(cuando, partial(_observar, candidatura, revision))
        if destino == Estado.CON_OBSERVACIONES:
            return None
        cuando = _planear_correccion(guion, candidatura, campos["propuesta_1"], cuando)
    cuando += timedelta(minutes=azar.randrange(10, 120))
    guion.el(cuando, partial(_dar, candidatura, Paso.VERIFICAR, revision))
    if destino == Estado.VERIFICADO:
        return None
    cuando += timedelta(minutes=azar.randrange(5, 240))
    guion.el(cuando, partial(_dar, candidatura, Paso.PUBLICAR, revision))
    return cuando


def _planear_captura(
    guion: Guion,
    candidatura: Candidatura,
    numero: int,
    campos: dict,
    destino: Estado,
    cuando: datetime,
) -> datetime:
    """Guarda, sube el retrato y envía; si va a quedar en captura, sin retrato ni propuestas."""
    azar = guion.azar
    enlace = quien_captura(guion, candidatura)
    if destino == Estado.EN_CAPTURA:
        campos = {k: v for k, v in campos.items() if not k.startswith("propuesta")}
        guion.el(cuando, partial(_guardar, candidatura, campos, enlace))
        return cuando
    guion.el(cuando, partial(_guardar, candidatura, campos, enlace))
    cuando += timedelta(minutes=azar.randrange(5, 50))
    dibujo = retrato(numero, Sexo(candidatura.sexo))
    publicada = destino == Estado.PUBLICADO
    guion.el(cuando, partial(_fotografiar, candidatura, dibujo, enlace, publicada=publicada))
    for clase in DECLARACIONES.get(candidatura.folio, ()):
        guion.el(cuando, partial(_declarar, candidatura, clase, enlace))
    cuando += timedelta(minutes=azar.randrange(2, 30))
    guion.el(cuando, partial(_dar, candidatura, Paso.ENVIAR, enlace))
    return cuando


def _planear_correccion(
    guion: Guion, candidatura: Candidatura, propuesta: str, cuando: datetime
) -> datetime:
    """El actor corrige lo observado, lo envía de nuevo y la revisión lo retoma."""
    azar = guion.azar
    enlace = quien_captura(guion, candidatura)
    corregida = f"{propuesta} Cada medida llevará su costo y su plazo por escrito."
    cuando += timedelta(hours=azar.randrange(2, 40))
    guion.el(cuando, partial(_guardar, candidatura, {"propuesta_1": corregida}, enlace))
    cuando += timedelta(minutes=15)
    guion.el(cuando, partial(_dar, candidatura, Paso.ENVIAR, enlace))
    cuando += timedelta(hours=azar.randrange(2, 20))
    guion.el(cuando, partial(_dar, candidatura, Paso.REVISAR, guion.cuentas["revision"]))
    return cuando


def _guardar(candidatura: Candidatura, campos: dict, adscripcion: Adscripcion) -> None:
    cuestionario = Cuestionario.objects.get(candidatura=candidatura)
    # La que ya se tiene, con su proceso leído.
    cuestionario.candidatura = candidatura
    guardar_cuestionario(
        cuestionario=cuestionario,
        campos=campos,
        version=cuestionario.version,
        adscripcion=adscripcion,
    )


def _fotografiar(
    candidatura: Candidatura, datos: bytes, adscripcion: Adscripcion, *, publicada: bool
) -> None:
    hecho = guardar_fotografia(
        cuestionario=candidatura.cuestionario, datos=datos, adscripcion=adscripcion
    )
    if publicada and hecho.foto:
        # En el otro núcleo, mientras la historia sigue.
        with hecho.foto.archivo.open() as archivo:
            adelantar_copias(archivo.read())


def _declarar(
    candidatura: Candidatura, clase: ClaseDeDeclaracion, adscripcion: Adscripcion
) -> None:
    guardar_declaracion(
        cuestionario=candidatura.cuestionario,
        clase=clase,
        datos=papel_ficticio(f"{clase.label.upper()} FICTICIA", candidatura.nombre, "PDF"),
        adscripcion=adscripcion,
    )


def _dar(candidatura: Candidatura, paso: Paso, adscripcion: Adscripcion) -> None:
    dar_paso(cuestionario=candidatura.cuestionario, paso=paso, adscripcion=adscripcion)


def _observar(candidatura: Candidatura, adscripcion: Adscripcion) -> None:
    dar_paso(
        cuestionario=candidatura.cuestionario,
        paso=Paso.OBSERVAR,
        adscripcion=adscripcion,
        observaciones=(
            NuevaObservacion(
                "propuesta_1",
                Supuesto.FORMATO,
                "La propuesta parece cortada al final. Complete la idea y envíe de nuevo.",
            ),
        ),
    )
