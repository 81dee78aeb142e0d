"""Dos que escriben el mismo informe, o cortan, a la vez: el segundo espera y se entera."""

from copy import copy
from functools import partial

import pytest

from informes.cuantitativo import cortes
from informes.models import Actividad, CandidaturaContada, EstadoDeActividad
from informes.registro_de_actividades import renglones
from informes.servicios import renglones as servicio
from informes.servicios import sesion
from tests.captura.conftest import en_medio, otra_conexion  # noqa: F401
from tests.informes.test_estadistica_de_identidad import (  # noqa: F401
    PRIMERO,
    SEGUNDO,
    actor,
    contestan,
    registrar,
    version,
)
from tests.informes.test_registro_de_actividades import borrador

pytestmark = pytest.mark.django_db(transaction=True)


def test_nadie_cambia_un_renglon_del_informe_que_va_a_sesion(
    proceso,
    atender,
    personal,
    en_medio,  # noqa: F811
):
    atender()
    calendario, informe = borrador(proceso)
    decidir = partial(
        servicio.decidir,
        informe=informe,
        renglon=renglones(calendario, informe)[0],
        adscripcion=personal,
    )
    decidir(estado=EstadoDeActividad.ACEPTADA)
    omitido = en_medio(sesion, "_pasar", partial(decidir, estado=EstadoDeActividad.OMITIDA))
    sesion.llevar_a_sesion(informe=informe, adscripcion=personal)
    assert isinstance(omitido(), servicio.InformeYaAprobado)
    assert not Actividad.objects.filter(estado=EstadoDeActividad.OMITIDA).exists()


def test_unir_un_renglon_que_se_esta_editando_no_pierde_lo_editado(
    proceso,
    atender,
    personal,
    en_medio,  # noqa: F811
):
    atender("PT")
    atender("PAN")
    calendario, informe = borrador(proceso)
    escribir = partial(servicio.editar_redaccion, informe=informe, adscripcion=personal)
    en, otro = [escribir(renglon=r, texto="Una.") for r in renglones(calendario, informe)]
    unido = en_medio(
        servicio,
        "_guardado",
        partial(
            servicio.unir_renglones, informe=informe, en=copy(en), otro=otro, adscripcion=personal
        ),
    )
    escribir(renglon=en, texto="Otra.")
    unido()
    en.refresh_from_db()
    assert en.descripcion == "Otra."


def test_dos_cortes_a_la_vez_cuentan_una_vez_a_la_misma_gente(
    proceso,
    personal,
    contestan,  # noqa: F811
    en_medio,  # noqa: F811
):
    contestan(12)
    otro = en_medio(cortes, "anotar", partial(registrar, proceso, personal, SEGUNDO))
    uno = registrar(proceso, personal, PRIMERO)
    otro()
    assert CandidaturaContada.objects.exists()
    assert not CandidaturaContada.objects.exclude(estadistica=uno.estadistica).exists()
