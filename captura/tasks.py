"""Lo que el trabajador hace por la captura."""

from celery import shared_task

from captura.servicios import ejecucion, trabajos


@shared_task(name="captura.ejecutar_trabajo", ignore_result=True)
def ejecutar_trabajo(uuid: str) -> None:
    ejecucion.ejecutar(uuid)


@shared_task(name="captura.barrer_trabajos", ignore_result=True)
def barrer_trabajos() -> None:
    trabajos.barrer()
