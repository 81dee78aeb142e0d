"""Anotar en la bitácora, firmar la historia con autoría y suprimir lo que un acto dice."""

from contextlib import contextmanager
from datetime import datetime

import pghistory
import pgtrigger
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet

from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    CicloDeVida,
    EstadoDeProceso,
    ProcesoElectoral,
)
from captura.models import Acto, ClaseDeActo, ContenidoDeActo, Usuario
from conoceles.comun import reloj


@contextmanager
def a_nombre_de(usuario: Usuario | None):
    """Dentro del bloque, la historia que escriben los disparadores lleva a esta persona."""
    with pghistory.context(usuario=usuario.pk if usuario else None):
        yield


# Lo único que se anota de un proceso bloqueado: lo demás sería escribir en él.
DEL_CICLO = frozenset(
    {
        ClaseDeActo.CICLO_DE_VIDA,
        ClaseDeActo.SUPRESION_PEDIDA,
        ClaseDeActo.SUPRESION_RESUELTA,
        ClaseDeActo.SUPRESION,
    }
)
# Lo que haría público algo de un proceso que ya no se publica.
_PUBLICAN = frozenset({ClaseDeActo.PUBLICACION, ClaseDeActo.REANUDACION, ClaseDeActo.CORRECCION})


class ProcesoBloqueado(PermissionDenied):
    """El ciclo de vida del proceso no admite lo que se quiso hacer."""


def exigir_escribible(proceso: ProcesoElectoral, clase: ClaseDeActo | None = None) -> None:
    """Lanza `ProcesoBloqueado`, y nadie bloquea el proceso hasta que esta transacción termine.

    Todo servicio que escribe anota, y `anotar` pregunta aquí: un proceso bloqueado no se escribe
    por ningún camino. Lo que se escribe sin anotar pregunta por su cuenta.
    """
    if impedimento := _impedimento(proceso, clase):
        raise ProcesoBloqueado(impedimento)


def _impedimento(proceso: ProcesoElectoral, clase: ClaseDeActo | None) -> str:
    """Por qué no se puede escribir, o vacío."""
    if clase in DEL_CICLO:
        return ""
    with connection.cursor() as cursor:
        # Choca con el FOR UPDATE de quien bloquea el proceso y con nadie más.
        cursor.execute(
            "SELECT ciclo, estado FROM candidaturas_procesoelectoral WHERE id = %s FOR KEY SHARE",
            [proceso.pk],
        )
        hallado = cursor.fetchone()
    ciclo, estado = hallado or (proceso.ciclo, proceso.estado)
    if ciclo in {CicloDeVida.BLOQUEADO, CicloDeVida.SUPRIMIDO}:
        return "Los datos de este proceso están bloqueados: no se escribe en él."
    if clase in _PUBLICAN and (
        ciclo == CicloDeVida.DESPUBLICADO or estado != EstadoDeProceso.ABIERTO
    ):
        return "Este proceso ya no se publica."
    return ""


def anotar(
    *,
    clase: ClaseDeActo,
    proceso: ProcesoElectoral | None,
    autor: Usuario | None,
    candidatura: Candidatura | None = None,
    actor: ActorPolitico | None = None,
    surte_efecto_en: datetime | None = None,
    datos: dict | None = None,
) -> Acto:
    """Añade un acto. Si no se dice cuándo surtió efecto, es ahora. Lanza `ProcesoBloqueado`."""
    # Sin punto de retorno, que es ir dos veces a la base: quien anota ya tiene su transacción. Por
    # eso lo que impide anotar se lanza fuera, y no la estropea.
    with transaction.atomic(savepoint=False):
        impedimento = _impedimento(proceso, clase) if proceso is not None else ""
        if not impedimento:
            ahora = reloj.ahora()
            acto = Acto.objects.create(
                clase=clase,
                proceso=proceso,
                candidatura=candidatura,
                actor=actor,
                autor=autor,
                surte_efecto_en=surte_efecto_en or ahora,
                registrado_en=ahora,
            )
            # Queda en `acto.contenido`.
            ContenidoDeActo.objects.create(acto=acto, datos=datos or {})
            return acto
    raise ProcesoBloqueado(impedimento)


def suprimir_contenido(actos: QuerySet[Acto]) -> int:
    """Destruye lo que dicen esos actos; la cadena los sigue comprobando por su digesto.

    Devuelve cuántos tenían contenido. Quien lo llama deja su acta.
    """
    with pgtrigger.ignore("captura.ContenidoDeActo:no_se_borra"):
        borrados, _ = ContenidoDeActo.objects.filter(acto__in=actos.order_by()).delete()
    return borrados
