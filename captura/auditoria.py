"""Leer la bitácora: quién hizo qué, cuándo, y cómo estaba antes y después.

El antes y el después salen de la historia que llevan los disparadores; un acto y sus cambios
comparten contexto. Solo se enseña lo que dice `_HISTORIAS`: lo que no está ahí (respuestas de
identidad, correos de invitaciones, huellas de enlaces) no puede salir.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Func, Q, QuerySet, Value
from django.utils import timezone

from candidaturas.models import ActorPolitico, EstadoDeProceso, TipoDeActor
from candidaturas.parametros import PARAMETROS
from captura.apartados import como_texto, etiqueta_de
from captura.ciclo import sin_lo_bloqueado
from captura.models import Acto, Adscripcion, ClaseDeActo, Cuestionario, Rol
from captura.models.acto import RESERVADAS_AL_INSTITUTO
from captura.permisos import REVISAN
from conoceles.comun.formato import fecha_y_hora

UTTAI = "Instituto (UTTAI)"


# --- Qué actos ve cada quien -------------------------------------------------------------------
def actos_visibles(adscripcion: Adscripcion) -> QuerySet[Acto]:
    """El instituto, todos; el enlace, los de su actor, los de las coaliciones por las que captura
    y los de su gente. Los demás integrantes de una coalición leen perfiles, no la bitácora.
    """
    actos = sin_lo_bloqueado(
        adscripcion,
        Acto.objects.select_related(
            "contenido",
            "eslabon",
            "autor__adscripcion",
            "candidatura__formula__actor",
            "actor",
            "proceso",
        ).order_by("-registrado_en", "-pk"),
        "proceso",
    )
    if adscripcion.rol in {*REVISAN, Rol.SISTEMAS}:
        return actos
    if adscripcion.rol != Rol.ENLACE or adscripcion.actor is None:
        return actos.none()
    propios = _actores_propios(adscripcion.actor)
    return actos.exclude(clase__in=RESERVADAS_AL_INSTITUTO).filter(
        Q(candidatura__formula__actor__in=propios)
        | Q(actor__in=propios)
        | Q(autor__adscripcion__actor=adscripcion.actor)
    )


def _actores_propios(actor: ActorPolitico) -> list[int]:
    captura = ActorPolitico.objects.filter(
        proceso=actor.proceso_id,
        tipo__in=[TipoDeActor.COALICION, TipoDeActor.CANDIDATURA_COMUN],
        partido_captura__in=actor.integrantes.values("partido"),
    )
    return [actor.pk, *captura.values_list("pk", flat=True)]


def filtrar(
    actos: QuerySet[Acto],
    *,
    persona: str = "",
    candidatura: str = "",
    actor: ActorPolitico | None = None,
    clase: str = "",
    desde: date | None = None,
    hasta: date | None = None,
) -> QuerySet[Acto]:
    """Por quién lo hizo, a qué candidatura o actor, qué clase y en qué días se anotó."""
    if persona:
        actos = actos.filter(Q(autor__nombre__icontains=persona) | Q(autor__username=persona))
    if candidatura:
        llano = Func(Value(candidatura), function="conoceles_llano")
        actos = actos.filter(candidatura__nombre_llano__contains=llano)
    if actor:
        actos = actos.filter(Q(actor=actor) | Q(candidatura__formula__actor=actor))
    if clase:
        actos = actos.filter(clase=clase)
    if desde:
        actos = actos.filter(registrado_en__gte=_inicio(desde))
    if hasta:
        actos = actos.filter(registrado_en__lt=_inicio(hasta + timedelta(days=1)))
    return actos


def _inicio(dia: date) -> datetime:
    return timezone.make_aware(datetime.combine(dia, time.min))


# --- En palabras -------------------------------------------------------------------------------
def quien(acto: Acto, adscripcion: Adscripcion) -> str:
    """A los actores no se les dice el nombre de la persona del instituto, solo el área."""
    if acto.autor is None:
        return "Sistema"
    suya = getattr(acto.autor, "adscripcion", None)
    if not adscripcion.es_instituto and suya and suya.es_instituto:
        return UTTAI
    return str(acto.autor)


def detalle(acto: Acto) -> str:
    """Lo que dice el acto, si es de lo que se puede leer."""
    if acto.clase == ClaseDeActo.ESTADO_DE_PROCESO:
        return _cambio_de_estado(acto.datos)
    if motivo := acto.datos.get("motivo"):
        return f"Motivo: {motivo}"
    if campos := acto.datos.get("campos"):
        return ", ".join(etiqueta_de(c) for c in campos)
    if hecho := acto.datos.get("hecho"):
        return _hecho(hecho, acto.datos)
    if acto.clase == ClaseDeActo.FIRMA_DE_COMPROMISOS:
        return f"Folio {acto.datos.get('folio', '')}"
    return ""


def _cambio_de_estado(datos: dict) -> str:
    nombres = dict(EstadoDeProceso.choices)
    desde, hacia = (str(nombres.get(datos.get(c) or "", "")).lower() for c in ("desde", "hacia"))
    motivo = f" Motivo: {datos['motivo']}" if datos.get("motivo") else ""
    return f"De {desde} a {hacia}.{motivo}"


_HECHOS = {
    "nuevo": "Proceso hecho a partir de otro",
    "datos": "Datos del proceso",
    "publicacion": "Fecha de publicación",
    "parametro": "{parametro}",
    "sin_parametro": "Se quitó: {parametro}",
    "cargo": "Cargo añadido: {cargo}",
    "sin_cargo": "Cargo quitado: {cargo}",
    "actor": "Actor político guardado",
    "sin_actor": "Actor político quitado: {nombre}",
    "partido": "Catálogo de partidos: {sigla}",
    "sin_partido": "Quitado del catálogo de partidos: {sigla}",
    "preguntas_de_identidad": "Cuestionario de identidad. {cambio}",
}


def _hecho(hecho: str, datos: dict) -> str:
    """Lo que se hizo al preparar un proceso."""
    clave = datos.get("parametro", "")
    partido = datos.get("despues") or datos.get("antes") or {}
    return _HECHOS.get(hecho, "").format(
        parametro=PARAMETROS[clave].nombre if clave in PARAMETROS else clave,
        cargo=datos.get("cargo", ""),
        nombre=datos.get("nombre", ""),
        sigla=partido.get("sigla", ""),
        cambio=datos.get("cambio", ""),
    )


def sobre_que(acto: Acto) -> str:
    if acto.candidatura:
        return acto.candidatura.nombre
    return str(acto.actor or acto.proceso or "")


# --- Antes y después ---------------------------------------------------------------------------
# Modelo → (campo que lleva a la candidatura, campos que se enseñan).
_HISTORIAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Cuestionario": ("candidatura", ("estado", *Cuestionario.PROPIOS)),
    "Observacion": ("cuestionario__candidatura", ("campo", "texto", "respuesta", "resolucion")),
    "Prorroga": ("cuestionario__candidatura", ("estado", "hasta", "motivo", "respuesta")),
    "Correccion": (
        "cuestionario__candidatura",
        ("campo", "dice", "debe_decir", "estado", "motivo", "razon"),
    ),
    "Consentimiento": ("candidatura", ("estado", "validado_en", "terminado_en", "motivo")),
    "SolicitudDeHabilitacion": ("", ("recibida_en", "atendida_en", "canal", "referencia")),
    "Adscripcion": ("", ("rol", "vence_en")),
}


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un campo: qué era, cómo se llama y qué decía antes y después, en palabras."""

    de: str
    campo: str
    antes: str
    despues: str


def cambios_de(acto: Acto) -> list[Cambio]:
    """Lo que dice el mismo acto o lo que la historia guardó en su transacción."""
    dichos = list(_dichos(acto.datos))
    if acto.contexto is None:
        return dichos
    return dichos + [cambio for nombre in _HISTORIAS for cambio in _cambios(nombre, acto)]


# Lo que se anota con su antes y su después al preparar un proceso.
_DICHOS = {
    "nombre": "Nombre",
    "clave": "Clave",
    "anio": "Año",
    "tipo": "Tipo",
    "jornada_el": "Día de la jornada electoral",
    "desde": "Es público desde",
    "valor": "Valor",
    "cita": "Acuerdo o norma",
    "sigla": "Sigla",
    "alcance": "Registro",
}


def _dichos(datos: dict) -> Iterator[Cambio]:
    antes, despues = datos.get("antes") or {}, datos.get("despues") or {}
    if isinstance(antes, dict) and isinstance(despues, dict):
        for campo, nombre in _DICHOS.items():
            previo, ultimo = antes.get(campo, ""), despues.get(campo, "")
            if previo != ultimo:
                yield Cambio("proceso", nombre, previo, ultimo)


def _cambios(nombre: str, acto: Acto) -> Iterator[Cambio]:
    a_la_candidatura, campos = _HISTORIAS[nombre]
    modelo: Any = apps.get_model("captura", nombre)
    sucesos = apps.get_model("captura", f"{nombre}Event").objects
    hallados = sucesos.filter(pgh_context_id=acto.contexto)
    if acto.candidatura_id and a_la_candidatura:
        # Una misma transacción puede haber movido muchas candidaturas.
        hallados = hallados.filter(
            pgh_obj__in=modelo.objects.filter(**{a_la_candidatura: acto.candidatura_id})
        )
    elif a_la_candidatura:
        return
    ultimos = {s.pgh_obj_id: s for s in hallados.order_by("pgh_id")}
    primeros = {s.pgh_obj_id: s.pgh_id for s in hallados.order_by("-pgh_id")}
    for objeto, ultimo in ultimos.items():
        previo = (
            sucesos.filter(pgh_obj=objeto, pgh_id__lt=primeros[objeto]).order_by("-pgh_id").first()
        )
        for campo in campos:
            antes, despues = getattr(previo, campo, None), getattr(ultimo, campo)
            # La fotografía es una llave: `getattr` traería el archivo.
            if campo == "foto":
                antes, despues = getattr(previo, "foto_id", None), ultimo.foto_id
            if (antes or "") != (despues or ""):
                yield Cambio(
                    str(modelo._meta.verbose_name),
                    _nombre(modelo, campo),
                    _en_palabras(modelo, campo, antes),
                    _en_palabras(modelo, campo, despues),
                )


def _nombre(modelo, campo: str) -> str:
    if modelo is Cuestionario and campo != "estado":
        return etiqueta_de(campo)
    nombre = str(modelo._meta.get_field(campo).verbose_name)
    return nombre[:1].upper() + nombre[1:]


def _en_palabras(modelo, campo: str, valor) -> str:
    if valor in (None, "", []):
        return ""
    if campo == "foto":
        return f"Fotografía {valor}"
    if campo == "campo":
        return etiqueta_de(valor)
    if hasattr(valor, "astimezone"):
        return fecha_y_hora(valor)
    if modelo is Cuestionario and campo != "estado":
        return str(como_texto(campo, valor))
    opciones = dict(modelo._meta.get_field(campo).flatchoices)
    return str(opciones.get(valor, como_texto("", valor)))
