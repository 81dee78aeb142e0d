"""Un escenario con todos los papeles: dos partidos, una coalición y el instituto."""

from types import SimpleNamespace

import pytest


@pytest.fixture
def papeles(db):
    """papel → Adscripcion. La candidatura del escenario es de la coalición AB, que captura A."""
    from allauth.mfa.models import Authenticator

    from captura.models import Rol
    from tests.fabricas import (
        ActorFactory,
        AdscripcionFactory,
        CoalicionFactory,
        CuestionarioFactory,
        FormulaFactory,
        ProcesoFactory,
        VersionFactory,
    )

    proceso = ProcesoFactory()
    a, b, ajeno = (ActorFactory(proceso=proceso) for _ in range(3))
    partido_a, partido_b = a.partidos.get(), b.partidos.get()
    coalicion = CoalicionFactory(
        proceso=proceso, integrantes=[partido_a, partido_b], partido_captura=partido_a
    )
    propio = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=a), completo=True)
    cuestionario = CuestionarioFactory(
        candidatura__formula=FormulaFactory(actor=coalicion), completo=True
    )
    VersionFactory(familia__proceso=proceso)
    ambas = [propio.candidatura, cuestionario.candidatura]
    cuentas = {
        "enlace": AdscripcionFactory(rol=Rol.ENLACE, actor=a),
        "enlace_de_coalicion_que_lee": AdscripcionFactory(rol=Rol.ENLACE, actor=b),
        "otro_enlace": AdscripcionFactory(rol=Rol.ENLACE, actor=ajeno),
        "capturista": AdscripcionFactory(rol=Rol.CAPTURISTA, actor=a, candidaturas=ambas),
        "candidata": AdscripcionFactory(
            rol=Rol.CANDIDATA, actor=a, candidaturas=[cuestionario.candidatura]
        ),
        **{
            rol.value: AdscripcionFactory(rol=rol)
            for rol in (
                Rol.REVISION,
                Rol.COORDINACION,
                Rol.COMISION,
                Rol.SECRETARIA,
                Rol.SISTEMAS,
            )
        },
    }
    # Quien captura en la coalición es el enlace del partido que el convenio nombra.
    cuentas["enlace_de_coalicion_que_captura"] = cuentas["enlace"]
    for adscripcion in {c.pk: c for c in cuentas.values()}.values():
        if adscripcion.rol in Rol.con_segundo_factor():
            Authenticator.objects.create(
                user=adscripcion.usuario, type=Authenticator.Type.TOTP, data={"secret": "x"}
            )
    return SimpleNamespace(
        cuentas=cuentas,
        proceso=proceso,
        a=a,
        b=b,
        coalicion=coalicion,
        propio=propio,
        cuestionario=cuestionario,
    )
