"""Recordar los pasos del informe a quienes les tocan: una vez por vencer y otra ya vencidos."""

from datetime import date

from django.db import transaction

from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.models import Adscripcion
from captura.servicios.correos import direccion_completa, encolar
from informes.calendario import Calendario
from informes.pasos_del_mes import RESPONSABLES, Mes, PasoDelMes, meses
from informes.redaccion import fecha_larga


@transaction.atomic
def recordar_pasos() -> int:
    """Encola los recordatorios que tocan hoy y devuelve cuántos son nuevos.

    La clave lleva a quién, qué paso y qué vencimiento: correrla dos veces no repite correos.
    """
    proceso = ProcesoElectoral.objects.filter(vigente=True, estado=EstadoDeProceso.ABIERTO).first()
    if proceso is None:
        return 0
    antes = proceso.correos.count()
    for mes in meses(Calendario.de(proceso)):
        for paso in mes.pasos:
            if situacion := _situacion(paso, proceso.parametro("informe_dias_de_aviso")):
                _recordar(proceso, mes, paso, *situacion)
    return proceso.correos.count() - antes


def _situacion(paso: PasoDelMes, dias_de_aviso: int) -> tuple[str, date] | None:
    """(«vencido» o «por-vencer», cuándo vence). De lo que espera a otro paso no se recuerda."""
    if paso.hecho or paso.espera_a or paso.vence_el is None or paso.quedan is None:
        return None
    if paso.quedan < 0:
        return "vencido", paso.vence_el
    return ("por-vencer", paso.vence_el) if paso.quedan <= dias_de_aviso else None


def _recordar(
    proceso: ProcesoElectoral, mes: Mes, paso: PasoDelMes, situacion: str, vence_el: date
) -> None:
    informe = mes.informe
    verbo = "venció" if situacion == "vencido" else "vence"
    responsables = (
        Adscripcion.objects.vigentes()
        .filter(rol__in=RESPONSABLES[paso.paso], usuario__is_active=True)
        .exclude(usuario__email="")
        .select_related("usuario")
        .order_by("pk")
    )
    for responsable in responsables:
        encolar(
            plantilla="paso_del_informe",
            para=responsable.usuario.email,
            contexto={
                "persona": str(responsable.usuario),
                "paso": paso.paso.label,
                "informe": f"Informe de {informe.nombre_de_mes}",
                "situacion": f"{verbo} el {fecha_larga(vence_el)}",
                "enlace": direccion_completa("informes:lista"),
            },
            clave=(
                f"paso-del-informe:{proceso.clave}:{informe.clave_de_mes}:{paso.paso}:{situacion}:"
                f"{vence_el.isoformat()}:{responsable.usuario_id}"
            ),
            proceso=proceso,
        )
