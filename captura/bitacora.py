"""Anotar en la bitácora, firmar la historia con autoría y suprimir lo que un acto dice."""

from contextlib import contextmanager
from datetime import datetime

import pghistory
import pgtrigger
from django.db import transaction
from django.db.models import QuerySet

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models import Acto, ClaseDeActo, ContenidoDeActo, Usuario
from conoceles.comun import reloj


@contextmanager
def a_nombre_de(usuario: Usuario | None):
    """Dentro del bloque, la historia que escriben los disparadores lleva a esta persona."""
    with pghistory.context(usuario=usuario.pk if usuario else None):
        yield


@transaction.atomic
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
    """Añade un acto. Si no se dice cuándo surtió efecto, es ahora."""
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


def suprimir_contenido(actos: QuerySet[Acto]) -> int:
    """Destruye lo que dicen esos actos; la cadena los sigue comprobando por su digesto.

    Devuelve cuántos tenían contenido. Quien lo llama deja su acta.
    """
    with pgtrigger.ignore("captura.ContenidoDeActo:no_se_borra"):
        borrados, _ = ContenidoDeActo.objects.filter(acto__in=actos.order_by()).delete()
    return borrados
