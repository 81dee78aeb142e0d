"""Alta de candidaturas aprobadas por el instituto, de una en una (los archivos: `importacion`)."""

from datetime import date

from django.db import transaction

from candidaturas import frescura
from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Eleccion,
    Formula,
    Sexo,
    TipoDeCandidatura,
)
from captura.models import Cuestionario, DatoDeRegistro
from conoceles.comun import reloj


def edad_en(nace_el: date, jornada: date) -> int:
    """Años cumplidos el día de la jornada electoral."""
    cumple_despues = (jornada.month, jornada.day) < (nace_el.month, nace_el.day)
    return jornada.year - nace_el.year - cumple_despues


@transaction.atomic
def registrar_candidatura(
    *,
    eleccion: Eleccion,
    actor: ActorPolitico,
    numero: int | None,
    tipo: TipoDeCandidatura,
    nombres: str,
    primer_apellido: str,
    segundo_apellido: str = "",
    sobrenombre: str = "",
    sexo: Sexo | str = "",
    nace_el: date | None = None,
    folio: str = "",
    reeleccion: bool | None = None,
    registrada_el: date | None = None,
) -> Candidatura:
    """Da de alta a una persona en un lugar de una fórmula, con su cuestionario vacío.

    La fecha de nacimiento se guarda en `captura`; lo público es la edad el día de la jornada.
    """
    proceso = eleccion.cargo.proceso
    formula, _ = Formula.objects.get_or_create(eleccion=eleccion, actor=actor, numero=numero)
    candidatura = Candidatura.objects.create(
        formula=formula,
        proceso=proceso,
        tipo=tipo,
        folio=folio,
        nombre=" ".join(p for p in (nombres, primer_apellido, segundo_apellido) if p),
        nombres=nombres,
        primer_apellido=primer_apellido,
        segundo_apellido=segundo_apellido,
        sobrenombre=sobrenombre,
        sexo=sexo,
        edad=edad_en(nace_el, proceso.jornada_el) if nace_el else None,
        reeleccion=reeleccion,
        registrada_el=registrada_el or reloj.hoy(),
    )
    DatoDeRegistro.objects.create(candidatura=candidatura, nace_el=nace_el)
    Cuestionario.objects.create(candidatura=candidatura)
    frescura.cambio_el_registro()
    return candidatura
