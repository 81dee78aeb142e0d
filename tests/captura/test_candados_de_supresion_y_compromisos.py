"""Lo que llega en medio de una supresión o de editar un compromiso espera, y se entera
(`en_medio`)."""

from collections import Counter

import pytest

from captura import supresion as alcances
from captura.models import ActaDeSupresion, Firma, SupresionPedida
from captura.servicios import compromisos, declaraciones, textos_de_compromisos
from captura.servicios import supresion as servicio
from captura.servicios.compromisos import CompromisosNoDisponibles, atender_solicitud, firmar
from captura.servicios.supresion import (
    SupresionNoProcede,
    pedir_supresion,
    reanudar_supresion,
    resolver_supresion,
    suprimir_candidatura,
    suprimir_proceso,
    trabajo_de,
)
from captura.servicios.textos_de_compromisos import TextoNoGuardado, crear_familia
from tests.captura.test_ciclo_de_vida import BLOQUEADO, DESPUBLICADO, llevar_a
from tests.captura.test_concurrencia import listo, solicitada  # noqa: F401
from tests.captura.test_declaraciones import entregar as entregar_declaracion
from tests.captura.test_supresion import confirmada
from tests.captura.test_textos_de_compromisos import familia, guardar  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


# --- Suprimir -----------------------------------------------------------------------------------
def test_confirmar_y_descartar_a_la_vez_es_lo_primero(papeles, en_medio):
    peticion = pedir_supresion(
        proceso=llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO),
        motivo="Acuerdo de ejemplo",
        adscripcion=papeles.cuentas["coordinacion"],
    )

    def resolver(confirmar):
        return resolver_supresion(
            peticion=peticion, confirmar=confirmar, adscripcion=papeles.cuentas["comision"]
        )

    descartada = en_medio(servicio, "_anotar", lambda: resolver(False))
    resolver(True)
    assert isinstance(descartada(), SupresionNoProcede)
    assert SupresionPedida.objects.get().confirmada


def test_reanudar_la_que_esta_terminando_no_encarga_otra(papeles, en_medio):
    peticion = confirmada(papeles)
    trabajo_de(peticion).delete()

    def reanudar():
        return reanudar_supresion(peticion=peticion, adscripcion=papeles.cuentas["comision"])

    reanudada = en_medio(servicio, "levantar", reanudar)
    suprimir_proceso(peticion, lambda *a: None)
    assert isinstance(reanudada(), SupresionNoProcede)
    assert trabajo_de(peticion) is None


def test_dos_que_terminan_a_la_vez_levantan_una_acta(papeles, en_medio):
    peticion = confirmada(papeles)
    la_otra = en_medio(servicio, "levantar", lambda: suprimir_proceso(peticion, lambda *a: None))
    acta = suprimir_proceso(peticion, lambda *a: None)
    assert la_otra() == acta
    assert ActaDeSupresion.objects.count() == 1


@pytest.mark.parametrize("vez", [1, 2])
def test_dos_que_suprimen_a_la_vez_no_pierden_la_cuenta(papeles, en_medio, monkeypatch, vez):
    """La primera vez se cuenta lo de las candidaturas; la segunda, lo que no es de ninguna."""
    peticion, contado, sumar = confirmada(papeles), Counter(), servicio._sumar

    def contar(peticion, cuenta, *, hasta):
        contado.update(cuenta)
        sumar(peticion, cuenta, hasta=hasta)

    monkeypatch.setattr(servicio, "_sumar", contar)
    la_otra = en_medio(servicio, "_sumar", lambda: suprimir_proceso(peticion, lambda *a: None), vez)
    suprimir_proceso(peticion, lambda *a: None)
    la_otra()
    assert contado
    assert Counter(dict(ActaDeSupresion.objects.get().suprimido)) == contado


def test_suprimir_lo_de_una_persona_espera_a_quien_escribe_en_ella(papeles, en_medio):
    candidatura = papeles.propio.candidatura

    def suprimir():
        return suprimir_candidatura(
            candidatura=candidatura,
            motivo="ARCO",
            pidio="La titular",
            adscripcion=papeles.cuentas["coordinacion"],
        )

    acta = en_medio(declaraciones, "anotar_guardado", suprimir)
    entregar_declaracion(papeles)
    assert acta() == ActaDeSupresion.objects.get()
    assert list(alcances.lo_que_queda(alcances.de_una(candidatura))) == []


# --- Los textos que se firman --------------------------------------------------------------------
def test_dos_familias_con_la_misma_clave_dejan_una(papeles, en_medio):
    def crear():
        return crear_familia(
            proceso=papeles.proceso, clave="otra", nombre="Otra", nombre_en_informe="Otra",
            adscripcion=papeles.cuentas["revision"],
        )  # fmt: skip

    segunda = en_medio(textos_de_compromisos, "_anotar", crear)
    crear()
    assert isinstance(segunda(), TextoNoGuardado)


def test_dos_versiones_con_el_mismo_nombre_dejan_una(papeles, familia, en_medio):  # noqa: F811
    def nueva():
        return guardar(papeles, familia)

    segunda = en_medio(textos_de_compromisos, "_anotar", nueva)
    nueva()
    assert isinstance(segunda(), TextoNoGuardado)


def test_nadie_firma_un_texto_mientras_se_cambia(solicitada, en_medio):  # noqa: F811
    papeles, solicitud = solicitada
    atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    version = solicitud.familia.versiones.get()
    claves = list(version.compromisos.values_list("pk", flat=True))

    def firma():
        return firmar(
            candidatura=papeles.propio.candidatura,
            version=version,
            compromisos=claves,
            firmante="Persona Ficticia",
            adscripcion=papeles.cuentas["enlace"],
        )

    firmada = en_medio(textos_de_compromisos, "huella_de", firma)
    guardar(papeles, solicitud.familia, version)
    assert isinstance(firmada(), CompromisosNoDisponibles)
    assert not Firma.objects.exists()


def test_dos_que_retiran_la_misma_firma_la_anulan_una_vez(solicitada, en_medio):  # noqa: F811
    papeles, solicitud = solicitada
    atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    version = solicitud.familia.versiones.get()
    firma = firmar(
        candidatura=papeles.propio.candidatura,
        version=version,
        compromisos=list(version.compromisos.values_list("pk", flat=True)),
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas["enlace"],
    )

    def retirar():
        return compromisos.retirar_firma(
            firma=firma, motivo="A petición suya", adscripcion=papeles.cuentas["coordinacion"]
        )

    otra = en_medio(compromisos, "publicar_firmas", retirar)
    retirar()
    assert isinstance(otra(), CompromisosNoDisponibles)
