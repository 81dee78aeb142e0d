"""Anotar en la bitácora y firmar la historia con autoría."""

from contextlib import contextmanager
from datetime import datetime

import pghistory

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models import Acto, ClaseDeActo, Usuario
from conoceles.comun import reloj


@contextmanager
def a_nombre_de(usuario: Usuario | None):
    """Dentro del bloque, la historia que escriben los disparadores lleva a esta persona."""
    with pghistory.context(usuario=usuario.pk if usuario else None):
        yield


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
    return Acto.objects.create(
        clase=clase,
        proceso=proceso,
        candidatura=candidatura,
        actor=actor,
        autor=autor,
        surte_efecto_en=surte_efecto_en or ahora,
        registrado_en=ahora,
        datos=datos or {},
    )
