"""El registro que se escribe solo: de los actos de la bitácora se derivan renglones propuestos.

Leer un borrador no escribe nada: sus renglones son los guardados más los que se derivan, en el
momento, de actos que aún no tienen renglón. Al aceptar, editar u omitir uno derivado, se guarda.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from captura.models import Acto, ClaseDeActo, SolicitudDeHabilitacion
from informes import redaccion
from informes.calendario import Calendario
from informes.models import (
    FUERA_DEL_INFORME,
    Actividad,
    ActividadDeDifusion,
    FechaConLugar,
    InformeMensual,
    Oficio,
    PlantillaDeRedaccion,
    TipoDeActividad,
)


# --- De un acto a su renglón --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Fuente:
    """De dónde sale el renglón de una clase de acto: el objeto que el acto nombra y la frase."""

    tipo: TipoDeActividad | None
    redactar: Callable[["Frases", Acto, Any], str]
    modelo: type | None = None
    dato: str = ""
    relacionados: tuple[str, ...] = ()


class Frases:
    """Las del personal y, donde no hay, las de costumbre."""

    def __init__(self):
        self.propias = dict(PlantillaDeRedaccion.objects.values_list("clave", "texto"))

    def __getitem__(self, clave: str) -> str:
        return self.propias.get(clave) or redaccion.FRASES[clave]


def _habilitacion(frases: Frases, acto: Acto, solicitud: SolicitudDeHabilitacion) -> str:
    return redaccion.habilitacion(
        frases["habilitacion"],
        solicitud,
        recibida=timezone.localdate(solicitud.recibida_en),
        atendida=timezone.localdate(acto.surte_efecto_en),
    )


def _oficio_enviado(frases: Frases, acto: Acto, oficio: Oficio) -> str:
    clave = "oficio_con_informe" if oficio.informe else "oficio_enviado"
    return frases[clave].format(
        canal=oficio.get_canal_display(),
        numero=oficio.numero,
        asunto=oficio.asunto[:1].lower() + oficio.asunto[1:].rstrip("."),
        mes=redaccion.MESES[oficio.informe.mes.month - 1] if oficio.informe else "",
    )


def _del_oficio(clave: str) -> Callable[[Frases, Acto, Oficio], str]:
    return lambda frases, acto, oficio: frases[clave].format(
        canal=oficio.get_canal_display(), numero=oficio.numero
    )


def _fija(clave: str) -> Callable[[Frases, Acto, Any], str]:
    return lambda frases, acto, objeto: frases[clave]


def _difusion(frases: Frases, acto: Acto, difusion: ActividadDeDifusion) -> str:
    return difusion.descripcion


# Qué actos dan renglón. La tabla de docs/informe-mensual.md dice lo mismo en palabras.
FUENTES: dict[str, Fuente] = {
    ClaseDeActo.HABILITACION: Fuente(
        TipoDeActividad.HABILITACION_COMPROMISOS,
        _habilitacion,
        SolicitudDeHabilitacion,
        "solicitud",
        ("familia", "actor", "solicitante"),
    ),
    ClaseDeActo.OFICIO_ENVIADO: Fuente(
        TipoDeActividad.ENVIO_INE, _oficio_enviado, Oficio, "oficio", ("informe",)
    ),
    ClaseDeActo.ACUSE_DE_OFICIO: Fuente(
        TipoDeActividad.ACUSE_INE, _del_oficio("acuse"), Oficio, "oficio"
    ),
    ClaseDeActo.OFICIO_ATENDIDO: Fuente(
        TipoDeActividad.OFICIO_INE, _del_oficio("oficio_atendido"), Oficio, "oficio"
    ),
    ClaseDeActo.CORTE_CUANTITATIVO: Fuente(
        TipoDeActividad.INFORME_CUANTITATIVO, _fija("corte_cuantitativo")
    ),
    ClaseDeActo.EXPEDIENTE: Fuente(TipoDeActividad.ARCHIVO_FICHAS, _fija("expediente")),
    ClaseDeActo.DIFUSION: Fuente(None, _difusion, ActividadDeDifusion, "difusion"),
}


def derivar(acto: Acto) -> Actividad:
    """El renglón que le toca a un acto, sin guardar."""
    # Los actos con renglón son de un proceso: solo los de cuentas del instituto no lo son.
    return next(_derivar(acto.proceso, [acto]))  # type: ignore[arg-type]


def _derivar(proceso: ProcesoElectoral, actos: list[Acto]) -> Iterator[Actividad]:
    frases = Frases()
    objetos = {clase: _objetos(clase, actos) for clase in FUENTES}
    for acto in actos:
        acto.proceso = proceso
        fuente = FUENTES[acto.clase]
        objeto = objetos[acto.clase].get(acto.datos.get(fuente.dato)) if fuente.modelo else None
        actividad = Actividad(
            tipo=fuente.tipo or objeto.tipo,
            descripcion=fuente.redactar(frases, acto, objeto),
            inicia_el=timezone.localdate(acto.surte_efecto_en),
            origen=acto,
        )
        if isinstance(objeto, ActividadDeDifusion):
            actividad.inicia_el, actividad.termina_el = objeto.inicia_el, objeto.termina_el
            actividad.lugares_propuestos = lugares_de(objeto.lugares)
        yield actividad


def _objetos(clase: str, actos: Iterable[Acto]) -> dict:
    fuente = FUENTES[clase]
    claves = [
        a.datos[fuente.dato]
        for a in actos
        if a.clase == clase and fuente.modelo and fuente.dato in a.datos
    ]
    if not claves:
        return {}
    return fuente.modelo.objects.select_related(*fuente.relacionados).in_bulk(claves)


def lugares_de(renglones: Iterable[str]) -> list[FechaConLugar]:
    """«13/05/2023 Piedras Negras» → fecha y lugar. Lanza `ValueError` si la fecha no se lee."""
    lugares = []
    for orden, texto in enumerate(renglones, 1):
        dia, _, lugar = texto.strip().partition(" ")
        partes = [int(parte) for parte in dia.split("/")]
        if len(partes) != 3 or not lugar.strip():
            raise ValueError(texto)
        fecha = date(partes[2], partes[1], partes[0])
        lugares.append(FechaConLugar(orden=orden, fecha=fecha, lugar=lugar.strip()))
    return lugares


# --- Los renglones de un informe ----------------------------------------------------------------
def actividades_del_informe(calendario: Calendario, informe: InformeMensual) -> list[Actividad]:
    """Los renglones que el informe imprime, en su orden: guardados y derivados."""
    return [a for a in renglones(calendario, informe) if a.estado not in FUERA_DEL_INFORME]


def renglones(calendario: Calendario, informe: InformeMensual) -> list[Actividad]:
    """Todos los renglones, también los que se dejaron fuera. Los derivados no tienen `pk`."""
    guardadas = []
    if informe.pk:
        guardadas = list(
            informe.actividades.en_orden()
            .select_related("origen")
            .prefetch_related("fechas_con_lugar")
        )
    if informe.es_aprobado:
        return guardadas
    derivadas = [
        actividad
        for actividad in _derivar(calendario.proceso, _actos_sin_renglon(calendario.proceso))
        if calendario.mes_de(
            ocurrido_el=actividad.inicia_el,
            registrado_el=timezone.localdate(actividad.origen.registrado_en),
        )
        == informe.mes
    ]
    for actividad in derivadas:
        actividad.informe = informe
    return en_su_lugar([*guardadas, *derivadas])


def en_su_lugar(actividades: Iterable[Actividad]) -> list[Actividad]:
    """Las que el personal colocó, en su sitio; las demás, por fecha."""
    return sorted(
        actividades,
        key=lambda a: (a.orden is None, a.orden or 0, a.inicia_el, a.pk is None, a.pk or 0),
    )


def _actos_sin_renglon(proceso: ProcesoElectoral) -> list[Acto]:
    return list(
        # De lo que se suprimió no se deriva nada: ya no se sabe de qué era.
        Acto.objects.filter(
            proceso=proceso, clase__in=FUENTES, actividades=None, contenido__isnull=False
        ).order_by("surte_efecto_en", "pk")
    )
