"""Lo que el trabajador hace por la captura."""

from celery import shared_task

from candidaturas.models import ProcesoElectoral
from captura import cadena, parecidos
from captura.servicios import ciclo, correos, ejecucion, enlaces, trabajos

# Antes de que el trabajador se divida en procesos: así los comparten.
trabajos.descubrir()


@shared_task(name="captura.ejecutar_trabajo", ignore_result=True)
def ejecutar_trabajo(uuid: str) -> None:
    ejecucion.ejecutar(uuid)


@shared_task(name="captura.barrer_trabajos", ignore_result=True)
def barrer_trabajos() -> None:
    trabajos.barrer()


@shared_task(name="captura.enviar_correo", ignore_result=True)
def enviar_correo(pk: int) -> None:
    correos.enviar(pk)


@shared_task(name="captura.enviar_correos", ignore_result=True)
def enviar_correos() -> None:
    """El repaso de la agenda: lo que quedó por enviar."""
    correos.enviar_pendientes()


@shared_task(name="captura.comparar_textos", ignore_result=True)
def comparar_textos(proceso: int) -> int:
    """Compara los textos de un proceso recién cargado de un archivo."""
    return parecidos.rehacer(ProcesoElectoral.objects.get(pk=proceso))


@shared_task(name="captura.comprobar_enlaces", ignore_result=True)
def comprobar_enlaces() -> None:
    enlaces.comprobar_enlaces()


@shared_task(name="captura.ciclo_de_vida", ignore_result=True)
def ciclo_de_vida() -> int:
    """Despublica y bloquea los procesos cuya fecha llegó; nunca suprime."""
    return len(ciclo.avanzar_por_fecha())


@shared_task(name="captura.anclar_bitacora", ignore_result=True)
def anclar_bitacora() -> None:
    cadena.anclar()
