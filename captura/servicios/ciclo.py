"""Despublicar y bloquear un proceso: a petición de coordinación o, llegada su fecha, solos."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from candidaturas import frescura
from candidaturas.abiertos import cortes
from candidaturas.fotos import nombres_de_copias
from candidaturas.models import (
    CicloDeVida,
    CompromisoPublicado,
    DeclaracionPublicada,
    Distintivo,
    PerfilPublicado,
    ProcesoElectoral,
)
from captura.bitacora import anotar
from captura.ciclo import por_atender, por_que_no
from captura.models import Adscripcion, ClaseDeActo, Trabajo
from captura.permisos import puede_mover_ciclo
from captura.servicios.trabajos import apartar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Lo que una fecha mueve sola. Suprimir no está: siempre lo deciden dos personas.
SOLOS = (CicloDeVida.DESPUBLICADO, CicloDeVida.BLOQUEADO)

# La clase del trabajo que suprime (captura.trabajos).
SUPRIMIR = "suprimir"


class CicloNoAvanza(ErrorDeDominio):
    """El proceso no puede pasar a ese punto de su ciclo; el mensaje dice por qué."""


@transaction.atomic
def avanzar_ciclo(
    *, proceso: ProcesoElectoral, hacia: CicloDeVida, adscripcion: Adscripcion | None
) -> ProcesoElectoral:
    """Despublica o bloquea. Sin `adscripcion` lo hace el sistema, llegada la fecha.

    Lanza `CicloNoAvanza` si no es lo que sigue o no ha llegado su fecha.
    """
    if adscripcion is not None and not puede_mover_ciclo(adscripcion):
        raise PermissionDenied
    cortes.sin_cortes()
    # FOR UPDATE: espera a quien está escribiendo en el proceso (captura.bitacora).
    proceso = ProcesoElectoral.objects.select_for_update(of=("self",)).get(pk=proceso.pk)
    if hacia not in SOLOS:
        raise CicloNoAvanza("Suprimir lo piden y lo confirman dos personas.")
    if por_que := por_que_no(proceso, hacia):
        raise CicloNoAvanza(por_que)
    desde = proceso.ciclo
    datos: dict = {"desde": desde, "hacia": hacia}
    if hacia == CicloDeVida.DESPUBLICADO:
        datos |= _quitar_de_lo_publico(proceso)
    else:
        datos["trabajos"] = apartar(trabajos_de(proceso))
    proceso.ciclo, proceso.ciclo_desde, proceso.vigente = hacia, reloj.ahora(), False
    proceso.save(update_fields=["ciclo", "ciclo_desde", "vigente"])
    frescura.cambio_el_registro()
    anotar(
        clase=ClaseDeActo.CICLO_DE_VIDA,
        proceso=proceso,
        autor=adscripcion.usuario if adscripcion else None,
        datos=datos,
    )
    return proceso


def avanzar_por_fecha() -> list[ProcesoElectoral]:
    """Despublica y bloquea los procesos cuya fecha llegó. Lo llama la agenda."""
    movidos = []
    for proceso, fecha in por_atender():
        if fecha.hacia in SOLOS and fecha.vencida and not por_que_no(proceso, fecha.hacia):
            movidos.append(avanzar_ciclo(proceso=proceso, hacia=fecha.hacia, adscripcion=None))
    return movidos


def _quitar_de_lo_publico(proceso: ProcesoElectoral) -> dict[str, int]:
    """Borra las copias públicas y sus archivos. Lo que se capturó no cambia: no se retira un
    perfil, termina el proceso."""
    perfiles = PerfilPublicado.objects.filter(candidatura__proceso=proceso)
    archivos = [
        (perfil.foto.storage, nombre)
        for perfil in perfiles.only("foto", "foto_anchos").exclude(foto="")
        for nombre in (str(perfil.foto), *nombres_de_copias(perfil))
    ]
    declaraciones = DeclaracionPublicada.objects.filter(candidatura__proceso=proceso)
    archivos += [(d.archivo.storage, str(d.archivo)) for d in declaraciones]
    cuenta = {"perfiles": perfiles.count(), "cortes": cortes.se_retiran(proceso)}
    Distintivo.objects.filter(perfil__candidatura__proceso=proceso).delete()
    CompromisoPublicado.objects.filter(candidatura__proceso=proceso).delete()
    declaraciones.delete()
    perfiles.delete()
    transaction.on_commit(partial(_borrar, archivos))
    return cuenta


def _borrar(archivos: list) -> None:
    for almacen, nombre in archivos:
        almacen.delete(nombre)


def trabajos_de(proceso: ProcesoElectoral) -> QuerySet[Trabajo]:
    """Los trabajos que tocan el proceso: de sus actores o que lo nombran en su petición."""
    actores = list(proceso.actores.values_list("pk", flat=True))
    nombran = Q(parametros__proceso__in=[proceso.pk, proceso.clave])
    nombran |= Q(parametros__actor__in=actores)
    return Trabajo.objects.filter(Q(actor__in=actores) | nombran).exclude(clase=SUPRIMIR)
