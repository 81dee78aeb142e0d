"""Dos a la vez, con hilos de verdad y la ventana abierta a propósito: gana uno.

El ensanche hace que los dos hilos lean antes de que alguno escriba. Con el candado puesto eso es
imposible y gana uno; `test_sin_candado_…` demuestra que, sin él, la prueba sí lo notaría.
"""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from candidaturas import explicaciones
from captura.flujo import Paso
from captura.models import (
    Acto,
    Acuse,
    ClaseDeActo,
    Cuestionario,
    Derecho,
    Firma,
    Prorroga,
    Sentido,
    SolicitudDeDerechos,
    TextoEditable,
)
from captura.servicios import bloqueo, captura, compromisos, derechos, pasos, plazos, textos
from captura.servicios.captura import EdicionSimultanea, guardar_cuestionario, guardar_fotografia
from captura.servicios.compromisos import (
    CompromisosNoDisponibles,
    atender_solicitud,
    firmar,
    solicitar_habilitacion,
)
from captura.servicios.pasos import TransicionNoPermitida, dar_paso
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from tests.fabricas import imagen

ESPERA = 0.6
pytestmark = pytest.mark.django_db(transaction=True)


def a_la_vez(*acciones) -> list:
    """Lo que devolvió o lanzó cada acción, cada una en su hilo y su conexión."""
    resultados = [None] * len(acciones)
    salida = threading.Barrier(len(acciones))

    def correr(indice, accion):
        try:
            salida.wait(10)
            resultados[indice] = accion()
        except (ErrorDeDominio, IntegrityError) as error:
            resultados[indice] = error
        finally:
            close_old_connections()
            connection.close()

    hilos = [threading.Thread(target=correr, args=par) for par in enumerate(acciones)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(60)
        assert not hilo.is_alive()
    return resultados


@pytest.fixture
def lento(monkeypatch):
    """Espera al otro hilo después de leer y antes de escribir; con candado, el otro nunca llega."""

    def ensanchar(modulo, nombre):
        original = getattr(modulo, nombre)
        cita = threading.Barrier(2)

        def despacio(*args, **kwargs):
            with suppress(threading.BrokenBarrierError):
                cita.wait(ESPERA)
            return original(*args, **kwargs)

        monkeypatch.setattr(modulo, nombre, despacio)

    return ensanchar


@pytest.fixture
def sin_candado(monkeypatch):
    def leer(adscripcion, pk):
        return Cuestionario.objects.visibles_para(adscripcion).get(pk=pk)

    for modulo in (bloqueo, pasos, captura):
        monkeypatch.setattr(modulo, "bloquear", leer)


@pytest.fixture
def listo(papeles):
    guardar_fotografia(
        cuestionario=papeles.propio, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    papeles.propio.refresh_from_db()
    return papeles


def enviar(papeles):
    return lambda: dar_paso(
        cuestionario=papeles.propio, paso=Paso.ENVIAR, adscripcion=papeles.cuentas["enlace"]
    )


def test_dos_envios_a_la_vez_dan_un_solo_acuse(listo, lento):
    lento(pasos, "_efectos")
    resultados = a_la_vez(enviar(listo), enviar(listo))
    assert sum(isinstance(r, TransicionNoPermitida) for r in resultados) == 1
    assert Acuse.objects.count() == 1
    assert Acto.objects.filter(clase=ClaseDeActo.ENVIO).count() == 1


def test_sin_candado_dos_envios_darian_dos_acuses(listo, lento, sin_candado):
    lento(pasos, "_efectos")
    a_la_vez(enviar(listo), enviar(listo))
    assert Acuse.objects.count() == 2, "si esto da 1, la prueba de arriba no prueba nada"


def guardar(papeles, texto):
    return lambda: guardar_cuestionario(
        cuestionario=papeles.propio,
        campos={"propuesta_1": texto},
        version=papeles.propio.version,
        adscripcion=papeles.cuentas["enlace"],
    )


def test_dos_guardados_a_la_vez_no_se_pisan(listo, lento):
    lento(captura, "anotar_guardado")
    resultados = a_la_vez(guardar(listo, "Uno."), guardar(listo, "Dos."))
    assert sum(isinstance(r, EdicionSimultanea) for r in resultados) == 1


def test_sin_candado_dos_guardados_si_se_pisarian(listo, lento, sin_candado):
    lento(captura, "anotar_guardado")
    resultados = a_la_vez(guardar(listo, "Uno."), guardar(listo, "Dos."))
    assert not any(isinstance(r, EdicionSimultanea) for r in resultados)


@pytest.fixture
def solicitada(listo):
    familia = listo.proceso.familias_de_compromisos.get()
    solicitud = solicitar_habilitacion(
        familia=familia,
        actor=listo.a,
        candidaturas=[listo.propio.candidatura],
        adscripcion=listo.cuentas["enlace"],
    )
    return listo, solicitud


def test_dos_habilitaciones_a_la_vez_anotan_un_acto(solicitada, lento):
    papeles, solicitud = solicitada
    lento(compromisos, "anotar")

    def atender():
        return atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])

    resultados = a_la_vez(atender, atender)
    assert sum(isinstance(r, CompromisosNoDisponibles) for r in resultados) == 1
    assert Acto.objects.filter(clase=ClaseDeActo.HABILITACION).count() == 1


def test_dos_firmas_a_la_vez_dejan_una(solicitada, lento):
    papeles, solicitud = solicitada
    atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    version = solicitud.familia.versiones.get()
    claves = list(version.compromisos.values_list("pk", flat=True))
    lento(compromisos, "nuevo_folio")

    def firma():
        return firmar(
            candidatura=papeles.propio.candidatura,
            version=version,
            compromisos=claves,
            firmante="Persona Ficticia",
            adscripcion=papeles.cuentas["enlace"],
        )

    resultados = a_la_vez(firma, firma)
    rehusadas = [r for r in resultados if isinstance(r, Exception)]
    # Con el candado la segunda recibe una frase; sin él chocaría con la restricción de la base.
    assert [type(r) for r in rehusadas] == [CompromisosNoDisponibles]
    assert Firma.objects.count() == 1


def test_dos_solicitudes_a_la_vez_dejan_una(listo, lento):
    familia = listo.proceso.familias_de_compromisos.get()
    lento(compromisos, "_registrar_solicitud")

    def pedir():
        return solicitar_habilitacion(
            familia=familia,
            actor=listo.a,
            candidaturas=[listo.propio.candidatura],
            adscripcion=listo.cuentas["enlace"],
        )

    resultados = a_la_vez(pedir, pedir)
    assert sum(isinstance(r, CompromisosNoDisponibles) for r in resultados) == 1


def test_publicar_y_retirar_a_la_vez_no_dejan_un_estado_a_medias(listo, lento):
    from candidaturas.models import PerfilPublicado
    from captura.huellas import contenido_de, huella_de

    with transaction.atomic():
        huella = huella_de(contenido_de(listo.propio))
        Cuestionario.objects.filter(pk=listo.propio.pk).update(
            estado="verificado", huella_verificada=huella
        )
    lento(pasos, "_efectos")

    def publicar():
        return dar_paso(
            cuestionario=listo.propio,
            paso=Paso.PUBLICAR,
            adscripcion=listo.cuentas["coordinacion"],
        )

    resultados = a_la_vez(publicar, publicar)
    assert sum(isinstance(r, TransicionNoPermitida) for r in resultados) == 1
    assert PerfilPublicado.objects.count() == 1


def test_una_prorroga_se_resuelve_una_sola_vez(papeles, lento):
    lento(plazos, "_resolver")
    ahora = reloj.ahora()
    prorroga = Prorroga.objects.create(
        cuestionario=papeles.propio,
        vencia_en=ahora,
        motivo="Una falla ficticia.",
        pedida_por=papeles.cuentas["enlace"].usuario,
        pedida_en=ahora,
    )
    de_quien = {"prorroga": prorroga, "adscripcion": papeles.cuentas["coordinacion"]}
    hasta = ahora + timedelta(days=1)
    resultados = a_la_vez(
        lambda: plazos.conceder_prorroga(hasta=hasta, respuesta="", **de_quien),
        lambda: plazos.negar_prorroga(respuesta="No procede.", **de_quien),
    )
    assert sum(isinstance(r, plazos.PlazoNoSeMueve) for r in resultados) == 1
    assert Acto.objects.filter(clase=ClaseDeActo.PRORROGA).count() == 1


def test_una_solicitud_de_derechos_se_resuelve_una_sola_vez(papeles, lento):
    lento(derechos, "a_nombre_de")
    coordinacion = papeles.cuentas["coordinacion"]
    solicitud = SolicitudDeDerechos.objects.create(
        folio="DER-2023-PRUEBA",
        candidatura=papeles.cuestionario.candidatura,
        derecho=Derecho.RECTIFICACION,
        solicitante="Persona Ficticia",
        pide="Corregir un dato ficticio.",
        recibida_el=reloj.hoy(),
        responder_el=reloj.hoy(),
        registrada_por=coordinacion.usuario,
        registrada_en=reloj.ahora(),
    )

    def resolver(sentido):
        return lambda: derechos.resolver_solicitud(
            solicitud=solicitud, sentido=sentido, motivo="De prueba.", adscripcion=coordinacion
        )

    resultados = a_la_vez(resolver(Sentido.PROCEDENTE), resolver(Sentido.IMPROCEDENTE))
    assert sum(isinstance(r, derechos.SolicitudNoProcede) for r in resultados) == 1
    assert Acto.objects.filter(clase=ClaseDeActo.RESOLUCION_DE_DERECHOS).count() == 1


def test_dos_ediciones_de_un_texto_a_la_vez_no_se_pisan(papeles, lento):
    lento(textos, "a_nombre_de")
    explicaciones.cargar()
    texto = TextoEditable.objects.get(clave="accesibilidad")

    def editar(nuevo):
        return lambda: textos.editar_texto(
            explicacion=texto,
            titulo=texto.titulo,
            resumen="",
            texto=nuevo,
            version=texto.actualizado_en,
            adscripcion=papeles.cuentas["coordinacion"],
        )

    resultados = a_la_vez(editar("Uno."), editar("Otro."))
    assert sum(isinstance(r, textos.TextoCambiado) for r in resultados) == 1
