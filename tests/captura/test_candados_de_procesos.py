"""Abrir, cerrar, deshacer y fechar un proceso a la vez: el segundo espera y se entera."""

from functools import partial

import pytest

from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.servicios import procesos
from captura.servicios.procesos import ProcesoNoAvanza
from conoceles.comun import reloj
from tests.fabricas import ProcesoFactory

pytestmark = pytest.mark.django_db(transaction=True)


def por_coordinacion(papeles, servicio, proceso, **mas):
    return partial(servicio, proceso=proceso, adscripcion=papeles.cuentas["coordinacion"], **mas)


def test_abrir_dos_procesos_a_la_vez_recuerda_cual_dejo_de_ser_vigente(
    papeles, en_medio, monkeypatch
):
    monkeypatch.setattr(procesos, "faltan", lambda proceso: [])
    uno, otro = (
        ProcesoFactory(clave=f"otro-{n}", vigente=False, estado="en_preparacion") for n in (1, 2)
    )
    segundo = en_medio(
        procesos, "anotar", por_coordinacion(papeles, procesos.avanzar_proceso, otro)
    )
    por_coordinacion(papeles, procesos.avanzar_proceso, uno)()
    assert segundo().actos.get().datos["vigente_antes"] == uno.pk
    assert ProcesoElectoral.objects.get(vigente=True) == otro


def test_dos_clics_en_deshacer_un_cierre_no_deshacen_tambien_la_apertura(papeles, en_medio):
    cerrado = por_coordinacion(papeles, procesos.avanzar_proceso, papeles.proceso)()
    deshacer = por_coordinacion(papeles, procesos.regresar_proceso, cerrado, motivo="Error.")
    otro = en_medio(procesos, "anotar", deshacer)
    deshacer()
    assert isinstance(otro(), ProcesoNoAvanza)
    papeles.proceso.refresh_from_db()
    assert papeles.proceso.estado == EstadoDeProceso.ABIERTO


def test_dos_que_fijan_la_publicacion_anotan_lo_que_vieron(papeles, en_medio):
    def fijar(cita):
        return por_coordinacion(
            papeles, procesos.fijar_publicacion, papeles.proceso, desde=reloj.ahora(), cita=cita
        )

    otro = en_medio(procesos, "anotar", fijar("Dos"))
    fijar("Uno")()
    otro()
    citas = [
        (a.datos["antes"]["cita"], a.datos["despues"]["cita"])
        for a in papeles.proceso.actos.order_by("pk")
    ]
    assert citas[1:] == [("Uno", "Dos")]
