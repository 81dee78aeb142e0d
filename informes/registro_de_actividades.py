"""El registro que se escribe solo: de los actos de la bitácora se derivan renglones propuestos.

Leer un borrador no escribe nada: sus renglones son los guardados más los que se derivan, en el
momento, de actos que aún no tienen renglón. Al aceptar, editar u omitir uno derivado, se guarda.
"""

from collections.abc import Iterator

from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from captura.models import Acto, ClaseDeActo, SolicitudDeHabilitacion
from informes import redaccion
from informes.calendario import Calendario
from informes.models import Actividad, EstadoDeActividad, InformeMensual, TipoDeActividad

# De qué actos nace un renglón, y de qué clase.
ACTOS_CON_RENGLON = {
    ClaseDeActo.HABILITACION: TipoDeActividad.HABILITACION_COMPROMISOS,
}


def actividades_del_informe(calendario: Calendario, informe: InformeMensual) -> list[Actividad]:
    """Los renglones que el informe imprime, en su orden: guardados y derivados."""
    return [a for a in renglones(calendario, informe) if a.estado != EstadoDeActividad.OMITIDA]


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
    return sorted(
        [*guardadas, *derivadas],
        key=lambda a: (a.orden is None, a.orden or 0, a.inicia_el, a.pk is None, a.pk or 0),
    )


def derivar(acto: Acto) -> Actividad:
    """El renglón que le toca a un acto, sin guardar."""
    # Los actos con renglón son de un proceso: solo los de cuentas del instituto no lo son.
    return next(_derivar(acto.proceso, [acto]))  # type: ignore[arg-type]


def _actos_sin_renglon(proceso: ProcesoElectoral) -> list[Acto]:
    return list(
        Acto.objects.filter(proceso=proceso, clase__in=ACTOS_CON_RENGLON, actividad=None).order_by(
            "surte_efecto_en", "pk"
        )
    )


def _derivar(proceso: ProcesoElectoral, actos: list[Acto]) -> Iterator[Actividad]:
    solicitudes = SolicitudDeHabilitacion.objects.select_related(
        "familia", "actor", "solicitante"
    ).in_bulk([acto.datos["solicitud"] for acto in actos])
    for acto in actos:
        acto.proceso = proceso
        solicitud = solicitudes[acto.datos["solicitud"]]
        atendida = timezone.localdate(acto.surte_efecto_en)
        yield Actividad(
            tipo=ACTOS_CON_RENGLON[ClaseDeActo(acto.clase)],
            descripcion=redaccion.habilitacion(
                solicitud,
                recibida=timezone.localdate(solicitud.recibida_en),
                atendida=atendida,
            ),
            inicia_el=atendida,
            origen=acto,
        )
