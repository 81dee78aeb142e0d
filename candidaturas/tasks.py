"""Trabajos de lo público."""

from celery import shared_task

from candidaturas import consultas
from candidaturas.abiertos.cortes import cortar
from candidaturas.visitas import volcar


@shared_task(name="candidaturas.volcar_visitas", ignore_result=True)
def volcar_visitas() -> int:
    return volcar()


@shared_task(name="candidaturas.cortar_datos", ignore_result=True)
def cortar_datos() -> int:
    """Los datos abiertos de cada proceso público; si nada cambió, no repite el corte."""
    procesos = consultas.procesos_publicos()
    for proceso in procesos:
        cortar(proceso)
    return len(procesos)
