"""Lo que las pantallas dicen de un renglón: de dónde nació y qué se ha hecho con él."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from captura.models import Usuario
from informes.calendario import Calendario
from informes.models import (
    Actividad,
    DispensaDeHallazgo,
    EstadoDeActividad,
    InformeMensual,
)
from informes.redaccion import fechas
from informes.revisor import Hallazgo, material_del_informe, revisar
from informes.revisor.reglas import REGLAS

HECHOS = {
    EstadoDeActividad.PROPUESTA: "Propuesta por el sistema",
    EstadoDeActividad.ACEPTADA: "Aceptada",
    EstadoDeActividad.OMITIDA: "Dejada fuera del informe",
    EstadoDeActividad.UNIDA: "Unida a otro renglón",
}


@dataclass(frozen=True, slots=True)
class RenglonEnPantalla:
    clave: str
    descripcion: str
    fechas: tuple[str, ...]
    estado: str
    estado_texto: str
    tipo: str
    origen: str
    origen_en: datetime | None


def para_pantalla(actividad: Actividad) -> RenglonEnPantalla:
    acto = actividad.origen
    return RenglonEnPantalla(
        clave=actividad.clave,
        descripcion=actividad.descripcion,
        fechas=tuple(fechas(actividad)),
        estado=actividad.estado,
        estado_texto=actividad.get_estado_display(),
        tipo=actividad.get_tipo_display(),
        origen=acto.get_clase_display() if acto else "",
        origen_en=acto.surte_efecto_en if acto else None,
    )


@dataclass(frozen=True, slots=True)
class HallazgoEnPantalla:
    hallazgo: Hallazgo
    nombre: str
    dispensa: DispensaDeHallazgo | None


def hallazgos_del_informe(
    calendario: Calendario, informe: InformeMensual
) -> tuple[list[HallazgoEnPantalla], list[HallazgoEnPantalla]]:
    """Los hallazgos por atender y los que se dejaron como están, en el orden de lectura."""
    dispensas = {}
    if informe.pk:
        dispensas = {d.hallazgo: d for d in informe.dispensas.select_related("dispensado_por")}
    hallados = [
        HallazgoEnPantalla(h, REGLAS[h.regla].nombre, dispensas.get(h.clave))
        for h in revisar(material_del_informe(calendario, informe))
    ]
    return [h for h in hallados if h.dispensa is None], [h for h in hallados if h.dispensa]


@dataclass(frozen=True, slots=True)
class HechoDelRenglon:
    momento: datetime
    que: str
    quien: str
    redaccion: str


def historia(actividad: Actividad) -> list[HechoDelRenglon]:
    """Cada cambio del renglón, del primero al último, con quien lo hizo."""
    if actividad.pk is None:
        return []
    eventos = list(
        apps.get_model("informes.ActividadEvent")
        .objects.filter(pgh_obj=actividad)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    autores = _autores(eventos)
    hechos, anterior = [], None
    for evento in eventos:
        cambio = anterior is None or anterior.descripcion != evento.descripcion
        que = HECHOS[EstadoDeActividad(evento.estado)]
        if anterior is not None and cambio:
            que = "Redacción cambiada"
        hechos.append(
            HechoDelRenglon(
                momento=evento.pgh_created_at,
                que=que,
                quien=autores.get(evento.pk, ""),
                redaccion=evento.descripcion if cambio else "",
            )
        )
        anterior = evento
    return hechos


@dataclass(frozen=True, slots=True)
class VersionDeFrase:
    """`texto` vacío: se volvió a la de costumbre."""

    momento: datetime
    quien: str
    texto: str


def versiones_de_frase(clave: str) -> list[VersionDeFrase]:
    """Lo que ha dicho un texto, lo último primero."""
    eventos = list(
        apps.get_model("informes.PlantillaDeRedaccionEvent")
        .objects.filter(clave=clave)
        .select_related("pgh_context")
        .order_by("-pgh_id")
    )
    autores = _autores(eventos)
    return [VersionDeFrase(e.pgh_created_at, autores.get(e.pk, ""), e.texto) for e in eventos]


def _autores(eventos: list) -> dict[int, str]:
    """Clave del evento → quién lo hizo, de los que consta."""
    usuarios = {e.pk: e.pgh_context.metadata.get("usuario") for e in eventos if e.pgh_context}
    nombres = Usuario.objects.in_bulk({u for u in usuarios.values() if u})
    return {pk: str(nombres[u]) for pk, u in usuarios.items() if u in nombres}


@dataclass(frozen=True, slots=True)
class PasoDelCamino:
    nombre: str
    hecho: bool
    actual: bool


def camino(informe: InformeMensual) -> list[PasoDelCamino]:
    """Los estados de un informe, en orden, con el que hoy tiene."""
    estados = list(InformeMensual.Estado)
    actual = estados.index(InformeMensual.Estado(informe.estado))
    return [PasoDelCamino(e.label, n < actual, n == actual) for n, e in enumerate(estados)]
