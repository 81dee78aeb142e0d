"""Un estado completo: el proceso de 2023 con una boleta llena en la sección 1."""

import pytest

LUGARES_EN_LA_LISTA = 9


@pytest.fixture
def estado(live_server, coahuila):
    """Ocho opciones en cada elección: más de las que hubo en 2023."""
    from candidaturas.models import ActorPolitico, Eleccion, EstadoDeProceso, ProcesoElectoral
    from tests.fabricas import APERTURA, CandidaturaFactory, FormulaFactory

    proceso = ProcesoElectoral.objects.get(clave="pel-2023")
    proceso.estado, proceso.publico_desde, proceso.vigente = EstadoDeProceso.ABIERTO, APERTURA, True
    proceso.save()
    elecciones = Eleccion.objects.filter(cargo__proceso=proceso).select_related("cargo")
    gubernatura = elecciones.get(cargo__clave="gubernatura")
    diputacion = elecciones.get(distrito__numero=4)
    lista = elecciones.get(cargo__clave="diputacion-rp")
    for actor in ActorPolitico.objects.filter(proceso=proceso).order_by("orden")[:8]:
        CandidaturaFactory(formula=FormulaFactory(eleccion=gubernatura, actor=actor))
        _poner_formula(FormulaFactory(eleccion=diputacion, actor=actor))
        for numero in range(1, LUGARES_EN_LA_LISTA + 1):
            _poner_formula(FormulaFactory(eleccion=lista, actor=actor, numero=numero))
    return proceso


def _poner_formula(formula):
    from candidaturas.models import TipoDeCandidatura
    from tests.fabricas import CandidaturaFactory

    for tipo in TipoDeCandidatura:
        CandidaturaFactory(formula=formula, tipo=tipo)
