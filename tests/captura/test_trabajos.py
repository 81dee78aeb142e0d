"""El trabajador: nada a medias, nada dos veces, nada a quien no le toca."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.db.models.functions import Now
from django.urls import reverse

from captura.models import Descarga, EstadoDeTrabajo, Rol, Trabajo
from captura.servicios import ejecucion, trabajos
from captura.servicios.ejecucion import ejecutar
from captura.servicios.trabajos import Resultado, barrer, cancelar, pedir
from conoceles.comun import reloj
from tests.captura.test_concurrencia import a_la_vez
from tests.fabricas import ActorFactory, AdscripcionFactory
from tests.trabajos_de_prueba import MITAD, RESTO

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def adscripcion():
    return AdscripcionFactory(rol=Rol.COMISION)


def encargar(adscripcion, clase="prueba_inmediata", clave="una", **parametros) -> Trabajo:
    return pedir(clase=clase, clave=clave, parametros=parametros, adscripcion=adscripcion)


def hecho(trabajo) -> Trabajo:
    ejecutar(trabajo.pk)
    trabajo.refresh_from_db()
    return trabajo


def dejarlo_sin_latido(trabajo):
    Trabajo.objects.filter(pk=trabajo.pk).update(latido_en=Now() - 2 * trabajos.ARRIENDO)


# --- Hacerlo ---------------------------------------------------------------------------------
def test_termina_con_su_archivo_su_huella_y_su_vencimiento(adscripcion):
    trabajo = hecho(encargar(adscripcion))
    assert trabajo.estado == EstadoDeTrabajo.TERMINADO
    assert trabajo.ruta.read_text() == f"Pedido el {trabajo.pedido_en.isoformat()}"
    assert trabajo.tamano == trabajo.ruta.stat().st_size
    assert trabajo.vence_en - trabajo.terminado_en == timedelta(days=2)
    assert [r.name for r in trabajo.carpeta.iterdir()] == ["resultado"]


def test_un_error_de_dominio_se_le_dice_a_quien_lo_pidio_y_no_queda_archivo(adscripcion):
    trabajo = hecho(encargar(adscripcion, "prueba_rehusada"))
    assert (trabajo.estado, trabajo.mensaje) == ("fallido", "La hoja no trae renglones.")
    assert not trabajo.carpeta.exists()


def test_una_falla_nuestra_se_anota_y_no_se_ensena(adscripcion, caplog):
    trabajo = hecho(encargar(adscripcion, "prueba_con_falla"))
    assert trabajo.estado == "fallido"
    assert "dato-interno" not in trabajo.mensaje
    assert str(trabajo.pk)[:8] in trabajo.mensaje
    assert "dato-interno" in caplog.text


@pytest.mark.tardada
def test_matan_al_trabajador_a_la_mitad_y_otro_lo_retoma_completo(
    adscripcion, lanzar_trabajador, tmp_path, esperar
):
    permiso = tmp_path / "permiso"
    primero = lanzar_trabajador()
    trabajo = encargar(adscripcion, "prueba_en_dos_partes", permiso=str(permiso))
    esperar(lambda: Trabajo.objects.filter(pk=trabajo.pk, hecho=1).exists(), 20)
    assert MITAD in [r.read_bytes() for r in trabajo.carpeta.iterdir()]
    primero.kill()
    primero.join()
    permiso.touch()
    trabajo.refresh_from_db()
    assert trabajo.estado == EstadoDeTrabajo.EN_CURSO
    assert not trabajo.ruta.exists()
    lanzar_trabajador()
    barrer()
    trabajo.refresh_from_db()
    assert trabajo.intentos == 1, "aún no vence el arriendo: nadie más lo toma"
    dejarlo_sin_latido(trabajo)
    barrer()
    esperar(lambda: Trabajo.objects.filter(pk=trabajo.pk, estado="terminado").exists(), 20)
    trabajo.refresh_from_db()
    assert trabajo.intentos == 2
    assert trabajo.ruta.read_bytes() == MITAD + RESTO
    assert [r.name for r in trabajo.carpeta.iterdir()] == ["resultado"]


def test_el_que_se_retoma_da_el_mismo_archivo(adscripcion):
    trabajo = hecho(encargar(adscripcion))
    primera = trabajo.huella
    Trabajo.objects.filter(pk=trabajo.pk).update(estado="en_curso")
    dejarlo_sin_latido(trabajo)
    assert hecho(trabajo).huella == primera
    assert trabajo.intentos == 2


def test_uno_que_sigue_vivo_no_lo_hace_otro(adscripcion):
    trabajo = hecho(encargar(adscripcion))
    turno = trabajo.turno
    Trabajo.objects.filter(pk=trabajo.pk).update(estado="en_curso", latido_en=Now())
    assert hecho(trabajo).turno == turno
    assert trabajo.estado == "en_curso"


def test_quien_perdio_el_turno_no_pisa_al_que_lo_tomo(adscripcion, tmp_path, esperar, caplog):
    permiso = tmp_path / "permiso"
    trabajo = encargar(adscripcion, "prueba_en_dos_partes", permiso=str(permiso))
    lento = threading.Thread(target=_ejecutar_y_soltar, args=[trabajo.pk])
    lento.start()
    esperar(lambda: Trabajo.objects.filter(pk=trabajo.pk, estado="en_curso", hecho=1).exists())
    otro = "00000000-0000-0000-0000-000000000001"
    Trabajo.objects.filter(pk=trabajo.pk).update(turno=otro)
    permiso.touch()
    lento.join(10)
    trabajo.refresh_from_db()
    assert (str(trabajo.turno), trabajo.estado) == (otro, "en_curso")
    assert not trabajo.ruta.exists()
    assert "pasó a otro trabajador" in caplog.text


def _ejecutar_y_soltar(pk):
    from django.db import connection

    try:
        ejecutar(pk)
    finally:
        connection.close()


def test_el_que_mata_a_su_trabajador_no_se_retoma_sin_fin(adscripcion):
    trabajo = encargar(adscripcion)
    Trabajo.objects.filter(pk=trabajo.pk).update(
        estado="en_curso", turno=trabajo.pk, intentos=trabajos.INTENTOS_MAXIMOS
    )
    dejarlo_sin_latido(trabajo)
    assert hecho(trabajo).estado == "fallido"
    assert "se detuvo varias veces" in trabajo.mensaje


def test_si_la_base_interrumpe_queda_para_retomarse(adscripcion, monkeypatch):
    from dataclasses import replace

    from django.db import OperationalError

    def se_cae(trabajo, avance):
        raise OperationalError("se fue la base")

    clase = trabajos.CLASES["prueba_inmediata"]
    monkeypatch.setitem(trabajos.CLASES, "prueba_inmediata", replace(clase, funcion=se_cae))
    trabajo = hecho(encargar(adscripcion))
    assert trabajo.estado == EstadoDeTrabajo.EN_CURSO
    monkeypatch.undo()
    dejarlo_sin_latido(trabajo)
    assert hecho(trabajo).estado == EstadoDeTrabajo.TERMINADO


def test_si_el_aviso_se_perdio_el_barrido_lo_repite(adscripcion, monkeypatch):
    avisados = []
    monkeypatch.setattr(trabajos, "avisar", avisados.append)
    trabajo = encargar(adscripcion)
    avisados.clear()
    barrer()
    assert avisados == []
    Trabajo.objects.filter(pk=trabajo.pk).update(latido_en=Now() - 2 * trabajos.ESPERA_DEL_AVISO)
    barrer()
    barrer()
    assert avisados == [trabajo.pk], "una vez por espera, no en cada barrido"


# --- Pedirlo ---------------------------------------------------------------------------------
def test_la_misma_peticion_dos_veces_a_la_vez_es_un_trabajo(adscripcion):
    pedidos = a_la_vez(*[lambda: encargar(adscripcion)] * 4)
    assert len({t.pk for t in pedidos}) == 1
    assert Trabajo.objects.count() == 1


def test_la_base_impide_dos_iguales_vivos(adscripcion):
    trabajo = encargar(adscripcion)
    trabajo.pk = "00000000-0000-0000-0000-000000000002"
    with pytest.raises(DatabaseError, match="trabajo_unico_mientras_vive"), transaction.atomic():
        trabajo.save(force_insert=True)


def test_lo_fallido_lo_cancelado_y_lo_vencido_se_puede_pedir_de_nuevo(adscripcion):
    for estado in ("fallido", "cancelado", "vencido"):
        anterior = encargar(adscripcion)
        Trabajo.objects.filter(pk=anterior.pk).update(estado=estado)
        assert encargar(adscripcion).pk != anterior.pk


def test_dos_personas_con_la_misma_clave_no_comparten_salvo_que_la_clase_lo_diga(adscripcion):
    otra = AdscripcionFactory(rol=Rol.COMISION)
    assert encargar(adscripcion).pk != encargar(otra).pk
    revision, coordinacion = (
        AdscripcionFactory(rol=rol) for rol in (Rol.REVISION, Rol.COORDINACION)
    )
    uno = encargar(revision, "prueba_compartida")
    assert encargar(coordinacion, "prueba_compartida").pk == uno.pk


def test_quien_cambia_de_cargo_deja_de_ver_lo_que_pidio_con_el_otro(adscripcion):
    encargar(adscripcion)
    adscripcion.rol = Rol.SECRETARIA
    assert not Trabajo.objects.visibles_para(adscripcion).exists()


# --- Cancelarlo, bajarlo y que venza ---------------------------------------------------------
def test_cancelar_en_curso_lo_detiene_sin_dejar_nada(adscripcion, tmp_path, esperar):
    trabajo = encargar(adscripcion, "prueba_en_dos_partes", permiso=str(tmp_path / "nunca"))
    hilo = threading.Thread(target=_ejecutar_y_soltar, args=[trabajo.pk])
    hilo.start()
    esperar(lambda: Trabajo.objects.filter(pk=trabajo.pk, hecho=1).exists())
    cancelar(trabajo=trabajo, adscripcion=adscripcion)
    hilo.join(10)
    trabajo.refresh_from_db()
    assert trabajo.estado == EstadoDeTrabajo.CANCELADO
    assert not trabajo.carpeta.exists()


def test_cancelar_lo_que_espera_borra_lo_que_se_subio_y_ya_no_se_hace(adscripcion):
    trabajo = pedir(
        clase="prueba_inmediata",
        clave="con entrada",
        parametros={},
        adscripcion=adscripcion,
        entrada=SimpleUploadedFile("hoja.xlsx", b"datos"),
    )
    assert trabajo.ruta_de_entrada.read_bytes() == b"datos"
    cancelar(trabajo=trabajo, adscripcion=adscripcion)
    assert not trabajo.carpeta.exists()
    assert hecho(trabajo).estado == EstadoDeTrabajo.CANCELADO


def test_al_vencer_se_borra_el_archivo_y_queda_su_huella(adscripcion, client):
    trabajo = hecho(encargar(adscripcion))
    with reloj.en(trabajo.vence_en - timedelta(seconds=1)):
        barrer()
    assert trabajo.ruta.exists()
    with reloj.en(trabajo.vence_en):
        barrer()
    trabajo.refresh_from_db()
    assert trabajo.estado == EstadoDeTrabajo.VENCIDO
    assert not trabajo.carpeta.exists()
    assert trabajo.huella
    client.force_login(adscripcion.usuario)
    respuesta = client.get(reverse("captura:trabajo_bajar", args=[trabajo.pk]), follow=True)
    assert "ya no está disponible" in respuesta.text
    assert not Descarga.objects.exists()


def test_bajarlo_queda_anotado_y_la_anotacion_no_se_borra(adscripcion, client):
    trabajo = hecho(encargar(adscripcion))
    client.force_login(adscripcion.usuario)
    respuesta = client.get(reverse("captura:trabajo_bajar", args=[trabajo.pk]))
    assert b"".join(respuesta.streaming_content) == trabajo.ruta.read_bytes()
    assert respuesta["Content-Disposition"] == 'attachment; filename="prueba.txt"'
    descarga = Descarga.objects.get()
    assert (descarga.usuario, descarga.huella) == (adscripcion.usuario, trabajo.huella)
    assert trabajo.huella[:12] in client.get(reverse("captura:trabajos")).text
    ajena = AdscripcionFactory(rol=Rol.ENLACE, actor=ActorFactory())
    assert not Descarga.objects.visibles_para(ajena).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        descarga.delete()


def test_la_pagina_pregunta_sola_mientras_dura_y_deja_de_hacerlo(adscripcion, client):
    trabajo = encargar(adscripcion)
    client.force_login(adscripcion.usuario)
    direccion = reverse("captura:trabajo", args=[trabajo.pk])
    pagina = client.get(direccion).text
    assert 'hx-trigger="every 1s"' in pagina
    assert "<html" in pagina
    fragmento = client.get(direccion, headers={"HX-Request": "true"}).text
    assert "<html" not in fragmento
    assert 'id="avance"' in fragmento
    hecho(trabajo)
    fragmento = client.get(direccion, headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in fragmento
    assert "Bajar prueba.txt" in fragmento


def test_lo_que_quedo_sin_dueno_se_borra_despues_de_un_dia(adscripcion):
    import os
    import time

    vivo = encargar(adscripcion)
    vivo.carpeta.mkdir(parents=True)
    viejo, nuevo = vivo.carpeta.parent / "viejo", vivo.carpeta.parent / "nuevo"
    for carpeta in (viejo, nuevo):
        carpeta.mkdir()
    hace_dos_dias = time.time() - 2 * 86400
    for carpeta in (viejo, vivo.carpeta):
        os.utime(carpeta, (hace_dos_dias, hace_dos_dias))
    barrer()
    assert vivo.carpeta.exists()
    assert nuevo.exists()
    assert not viejo.exists()


# --- Dos a la vez: el primero se detiene ya leído el renglón y antes de escribirlo ------------
VENTANA = 0.6


def test_lo_que_se_cancela_mientras_alguien_lo_toma_no_se_hace(adscripcion, monkeypatch):
    trabajo = encargar(adscripcion)
    leido, nunca = threading.Event(), threading.Event()
    cerrar = trabajos.cerrar

    def despacio(*datos):
        leido.set()
        nunca.wait(VENTANA)
        cerrar(*datos)

    monkeypatch.setattr(trabajos, "cerrar", despacio)
    a_la_vez(
        lambda: cancelar(trabajo=trabajo, adscripcion=adscripcion),
        lambda: leido.wait(10) and ejecutar(trabajo.pk),
    )
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.intentos) == (EstadoDeTrabajo.CANCELADO, 0)


def test_lo_que_ya_se_esta_terminando_no_lo_toma_otro(adscripcion, tmp_path):
    """Aunque su arriendo haya vencido mientras tanto."""
    trabajo = encargar(adscripcion)
    mio, ajeno = uuid.uuid4(), uuid.uuid4()
    assert ejecucion._tomar(trabajo.pk, mio)
    dejarlo_sin_latido(trabajo)
    leido, nunca = threading.Event(), threading.Event()

    @transaction.atomic
    def terminar():
        despacio = Resultado(al_terminar=lambda: leido.set() or nunca.wait(VENTANA))
        ejecucion._terminar(trabajo.pk, mio, tmp_path, despacio, 1)

    _, tomado = a_la_vez(terminar, lambda: leido.wait(10) and ejecucion._tomar(trabajo.pk, ajeno))
    assert tomado is None
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.turno) == (EstadoDeTrabajo.TERMINADO, mio)


def test_lo_que_se_esta_cerrando_por_una_falla_no_lo_toma_otro(adscripcion, en_medio):
    trabajo = encargar(adscripcion)
    mio = uuid.uuid4()
    assert ejecucion._tomar(trabajo.pk, mio)
    dejarlo_sin_latido(trabajo)
    tomado = en_medio(ejecucion, "cerrar", lambda: ejecucion._tomar(trabajo.pk, uuid.uuid4()))
    ejecucion._cerrar_propio(trabajo.pk, mio, EstadoDeTrabajo.FALLIDO, "")
    assert tomado() is None


def test_lo_que_se_esta_apartando_no_lo_toma_nadie(adscripcion, en_medio):
    trabajo = encargar(adscripcion)
    tomado = en_medio(trabajos, "cerrar", lambda: ejecucion._tomar(trabajo.pk, uuid.uuid4()))
    trabajos.apartar(Trabajo.objects.all())
    assert tomado() is None
