"""Lo que la agenda hace por los informes."""

from celery import shared_task

from informes.servicios import recordatorios


@shared_task(name="informes.recordar_pasos", ignore_result=True)
def recordar_pasos() -> int:
    return recordatorios.recordar_pasos()
