"""Lo contestado solo existe cifrado: en la base, en la bitácora, en las fallas y al copiarlo."""

import json
import logging
import pickle
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from captura.cifrado import NoSeDescifra, llave_nueva
from captura.demostracion.consentimientos import TEXTOS
from captura.identidad import (
    PNC,
    CuestionarioMalFormado,
    RespuestaNoValida,
    Respuestas,
    contenido_de_partida,
    preguntas_de,
)
from captura.models import (
    AccesoAIdentidad,
    Acto,
    ClaseDeActo,
    Proposito,
    RespuestasDeIdentidad,
)
from captura.servicios import identidad
from captura.servicios.captura_de_identidad import (
    IdentidadNoProcede,
    crear_cuestionario_de_identidad,
    guardar_bloque,
)
from captura.servicios.consentimientos import (
    Decision,
    firmar_consentimiento,
    retirar_consentimiento,
)
from captura.servicios.formatos import crear_formato
from captura.servicios.identidad import (
    leer_identidad,
    leer_para_estadistica,
    leer_propias,
    rotar_llaves,
)

MARCA = "marcazyxwv"
PREGUNTAS = preguntas_de(contenido_de_partida())


def firmar(papeles, **decision):
    formato = papeles.proceso.formatos_de_consentimiento.first() or crear_formato(
        papeles.proceso, "Uno", TEXTOS, None
    )
    return firmar_consentimiento(
        candidatura=papeles.cuestionario.candidatura,
        formato=formato,
        decision=Decision(**{"tratamiento": True, **decision}),
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas["candidata"],
    )


def contestar(papeles, bloque="diversidad", *, papel="candidata", textos=None, **valores):
    valores = valores or {"lgbtttiq": "si", "lgbtttiq_identidad": "otra"}
    return guardar_bloque(
        candidatura=papeles.cuestionario.candidatura,
        bloque=bloque,
        respuestas=Respuestas(valores, textos or {}),
        adscripcion=papeles.cuentas[papel],
    )


def contestar_todo(papeles, papel="candidata", **distintas):
    """Prefiere no contestar, salvo lo que se diga."""
    for bloque in PREGUNTAS.bloques:
        valores = {
            p.clave: distintas.get(p.clave, [PNC] if p.varias else PNC) for p in bloque.preguntas
        }
        faltan = contestar(papeles, bloque.clave, papel=papel, **valores)
    assert faltan == []


@pytest.fixture
def pregunta(papeles):
    """El proceso pregunta y la persona consintió el tratamiento."""
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles)
    return papeles


# --- Cifrado -----------------------------------------------------------------------------------
def test_en_la_base_no_hay_ni_rastro_de_lo_contestado(pregunta):
    contestar(pregunta, textos={"lgbtttiq_identidad": MARCA})
    renglon = RespuestasDeIdentidad.objects.get()
    assert MARCA.encode() not in bytes(renglon.cifradas)
    assert b"lgbtttiq" not in bytes(renglon.cifradas)
    assert MARCA not in repr(renglon) + str(renglon)
    leidas = leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    assert leidas.texto_de("lgbtttiq_identidad") == MARCA


def test_el_largo_no_dice_cuanto_se_contesto(pregunta):
    contestar(pregunta, lgbtttiq="no")
    corto = len(RespuestasDeIdentidad.objects.get().cifradas)
    contestar(pregunta, textos={"lgbtttiq_identidad": "x" * 120})
    assert len(RespuestasDeIdentidad.objects.get().cifradas) == corto


def test_lo_de_una_persona_no_se_abre_en_el_renglon_de_otra(pregunta):
    contestar(pregunta)
    renglon = RespuestasDeIdentidad.objects.get()
    renglon.candidatura = pregunta.propio.candidatura
    renglon.save()
    with pytest.raises(NoSeDescifra):
        leer_identidad(
            candidatura=pregunta.propio.candidatura, proposito=Proposito.DERECHO_DE_ACCESO
        )


def test_sin_su_llave_no_se_abre(pregunta, settings):
    contestar(pregunta)
    settings.LLAVES_IDENTIDAD = f"otra:{llave_nueva()}"
    with pytest.raises(NoSeDescifra, match="no está en LLAVES_IDENTIDAD"):
        leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    settings.LLAVES_IDENTIDAD = "corta:YWJj"
    with pytest.raises(NoSeDescifra, match="32 bytes"):
        contestar(pregunta)


# --- Cambiar de llave ----------------------------------------------------------------------------
def test_rotar_deja_todo_con_la_llave_nueva_y_la_vieja_se_puede_quitar(pregunta, settings):
    contestar(pregunta, textos={"lgbtttiq_identidad": MARCA})
    antes = settings.LLAVES_IDENTIDAD
    nueva = f"nueva:{llave_nueva()}"
    settings.LLAVES_IDENTIDAD = f"{nueva},{antes}"
    call_command("rotar_llaves", verbosity=0)
    settings.LLAVES_IDENTIDAD = nueva
    leidas = leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    assert leidas.texto_de("lgbtttiq_identidad") == MARCA
    assert AccesoAIdentidad.objects.filter(proposito=Proposito.CAMBIAR_LLAVE, escribe=True).exists()


def test_rotar_a_medias_sigue_donde_quedo(pregunta, settings, monkeypatch):
    monkeypatch.setattr(identidad, "RENGLONES_POR_VUELTA", 1)
    contestar(pregunta)
    renglon = RespuestasDeIdentidad.objects.get()
    otro, contexto = (
        pregunta.propio.candidatura,
        f"conoceles:identidad:{pregunta.propio.candidatura.pk}",
    )
    renglon.pk = otro.pk
    renglon.llave, renglon.cifradas = identidad.cifrar(b'{"valores": {}, "textos": {}}', contexto)
    renglon.save(force_insert=True)
    settings.LLAVES_IDENTIDAD = f"nueva:{llave_nueva()},{settings.LLAVES_IDENTIDAD}"
    assert next(rotar_llaves()) == 1
    assert identidad.llaves_en_uso().keys() == {"nueva", "demo"}
    assert list(rotar_llaves()) == [1]
    assert identidad.llaves_en_uso() == {"nueva": 2}


def test_rotar_sin_la_llave_vieja_no_toca_nada(pregunta, settings):
    contestar(pregunta)
    settings.LLAVES_IDENTIDAD = f"nueva:{llave_nueva()}"
    with pytest.raises(CommandError, match="no está en LLAVES_IDENTIDAD"):
        call_command("rotar_llaves")
    assert RespuestasDeIdentidad.objects.get().llave == "demo"


# --- Consentimiento ------------------------------------------------------------------------------
def test_sin_consentimiento_de_tratamiento_no_se_guarda_nada(papeles):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    with pytest.raises(IdentidadNoProcede, match="consentimiento"):
        contestar(papeles)
    firmar(papeles, tratamiento=False, publicacion=True, estadistica=True)
    with pytest.raises(IdentidadNoProcede, match="consentimiento"):
        contestar(papeles)
    assert not RespuestasDeIdentidad.objects.exists()


@pytest.mark.parametrize(
    ("proposito", "decision"),
    [(Proposito.PUBLICAR, "publicacion"), (Proposito.ESTADISTICA, "estadistica")],
)
def test_cada_proposito_pide_su_consentimiento(pregunta, proposito, decision):
    contestar_todo(pregunta)
    candidatura = pregunta.cuestionario.candidatura
    assert leer_identidad(candidatura=candidatura, proposito=proposito) is None
    otra = {"publicacion": "estadistica", "estadistica": "publicacion"}[decision]
    firmar(pregunta, **{otra: True})
    assert leer_identidad(candidatura=candidatura, proposito=proposito) is None
    hecho = firmar(pregunta, **{decision: True})
    assert leer_identidad(candidatura=candidatura, proposito=proposito)
    retirar_consentimiento(
        consentimiento=hecho, motivo="", adscripcion=pregunta.cuentas["candidata"]
    )
    assert leer_identidad(candidatura=candidatura, proposito=proposito) is None
    # Lo bloqueado sigue siendo suyo: quien lo pide por su derecho de acceso lo recibe.
    assert leer_identidad(candidatura=candidatura, proposito=Proposito.DERECHO_DE_ACCESO)


def test_la_estadistica_solo_ve_a_quien_contesto_todo_y_consintio(pregunta):
    firmar(pregunta, estadistica=True)
    contestar(pregunta, "afromexicana", afromexicana="si")
    assert list(leer_para_estadistica(pregunta.proceso)) == []
    contestar_todo(pregunta, afromexicana="si")
    [(candidatura, leidas)] = leer_para_estadistica(pregunta.proceso)
    assert candidatura == pregunta.cuestionario.candidatura_id
    assert leidas.de("afromexicana") == "si"
    assert AccesoAIdentidad.objects.filter(proposito=Proposito.ESTADISTICA).count() == 1
    firmar(pregunta, publicacion=True)
    assert list(leer_para_estadistica(pregunta.proceso)) == []


# --- Quién ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "papel", ["enlace", "capturista", "otro_enlace", "revision", "coordinacion", "sistemas"]
)
def test_nadie_mas_contesta_ni_lee_lo_suyo(pregunta, papel):
    contestar(pregunta)
    with pytest.raises(PermissionDenied):
        contestar(pregunta, papel=papel)
    with pytest.raises(PermissionDenied):
        leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas[papel])


def test_si_el_proceso_deja_capturar_al_actor_cada_cuenta_ve_solo_lo_que_capturo(pregunta):
    pregunta.proceso.parametros.create(clave="identidad_la_captura_el_actor", valor="sí")
    contestar(pregunta, papel="capturista")
    candidatura = pregunta.cuestionario.candidatura
    assert leer_propias(candidatura, pregunta.cuentas["capturista"]).de("lgbtttiq") == "si"
    with pytest.raises(PermissionDenied):
        leer_propias(candidatura, pregunta.cuentas["enlace"])
    with pytest.raises(PermissionDenied):
        contestar(pregunta, papel="enlace")
    # En cuanto la persona contesta, su actor ya no lo ve.
    contestar(pregunta, lgbtttiq="no")
    with pytest.raises(PermissionDenied):
        leer_propias(candidatura, pregunta.cuentas["capturista"])
    with pytest.raises(PermissionDenied):
        contestar(pregunta, papel="capturista")


def test_cada_lectura_deja_quien_cuando_y_para_que(pregunta):
    contestar(pregunta)
    leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    ultimo = AccesoAIdentidad.objects.first()
    assert (ultimo.proposito, ultimo.escribe) == (Proposito.RESPONDER, False)
    assert ultimo.usuario == pregunta.cuentas["candidata"].usuario
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        AccesoAIdentidad.objects.update(proposito=Proposito.ESTADISTICA)


# --- Qué se contesta -----------------------------------------------------------------------------
def test_son_veinte_preguntas_y_todas_admiten_no_contestar():
    assert [p.numero for b in PREGUNTAS.bloques for p in b.preguntas] == list(range(1, 21))
    assert all(
        p.opciones[-1] == (PNC, "Prefiero no contestar") for p in PREGUNTAS.por_clave.values()
    )
    assert len([p for p in PREGUNTAS.por_clave.values() if p.distintivo]) == 7
    assert all(b.ayuda for b in PREGUNTAS.bloques)


def test_preferir_no_contestar_cuenta_y_se_anota_una_vez(pregunta):
    contestar_todo(pregunta)
    acto = Acto.objects.get(clase=ClaseDeActo.IDENTIDAD_CONTESTADA)
    assert acto.datos == {}
    contestar(pregunta, lgbtttiq="no")
    assert Acto.objects.filter(clase=ClaseDeActo.IDENTIDAD_CONTESTADA).count() == 1
    # Un Sí abre preguntas: mientras falten, ya no está contestado.
    contestar(pregunta, lgbtttiq="si")
    assert RespuestasDeIdentidad.objects.get().contestado_en is None


def test_lo_que_deja_de_tocar_no_se_conserva(pregunta):
    contestar(pregunta, textos={"lgbtttiq_identidad": MARCA})
    contestar(pregunta, lgbtttiq="no", lgbtttiq_identidad="otra")
    leidas = leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    assert leidas.de("lgbtttiq_identidad") is None
    assert leidas.texto_de("lgbtttiq_identidad") == ""


@pytest.mark.parametrize(
    ("edad", "tocan"),
    [(25, {"joven"}), (70, {"mayor"}), (45, {"joven", "mayor"}), (None, {"joven", "mayor"})],
)
def test_joven_y_mayor_se_preguntan_segun_la_edad(edad, tocan):
    assert PREGUNTAS.que_tocan(Respuestas(), edad) & {"joven", "mayor"} == tocan


def test_cada_lista_de_edad_omite_a_la_otra():
    assert "mayor" not in PREGUNTAS.que_tocan(Respuestas({"joven": "si"}), None)
    assert "joven" not in PREGUNTAS.que_tocan(Respuestas({"mayor": "si"}), None)
    assert {"joven", "mayor"} <= PREGUNTAS.que_tocan(Respuestas({"joven": "no"}), None)


@pytest.mark.parametrize(
    "valores",
    [{"lgbtttiq": "inventada"}, {"lgbtttiq": ["si"]}, {"afromexicana": "si"}],
)
def test_solo_se_acepta_lo_que_la_pregunta_ofrece(pregunta, valores):
    with pytest.raises((RespuestaNoValida, IdentidadNoProcede)) as error:
        contestar(pregunta, **valores)
    assert "inventada" not in str(error.value)


def test_no_contestar_va_solo(pregunta):
    with pytest.raises(RespuestaNoValida, match="va sola"):
        contestar(pregunta, "discapacidad", discapacidad="si", discapacidad_tipo=["fisica", PNC])


@pytest.mark.parametrize(
    "romper",
    [
        lambda c: c["bloques"].clear(),
        lambda c: c["bloques"][0]["preguntas"][0].update(opciones=[]),
        lambda c: c["bloques"][0]["preguntas"][2].update(si=["migrante", "si"]),
        lambda c: c["bloques"][0]["preguntas"][1].update(clave="indigena"),
        lambda c: c["bloques"][6]["preguntas"][0].update(distintivo="Persona rica"),
        lambda c: c["bloques"][0]["preguntas"][0].pop("texto"),
    ],
)
def test_un_cuestionario_mal_formado_no_entra(papeles, romper):
    contenido = contenido_de_partida()
    romper(contenido)
    with pytest.raises(CuestionarioMalFormado):
        crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido)


def test_la_orden_pone_las_de_partida_o_las_de_un_archivo(papeles, tmp_path):
    call_command("cuestionario_de_identidad", papeles.proceso.clave, verbosity=0)
    contenido = contenido_de_partida()
    contenido["nombre"], contenido["bloques"] = "Solo una", contenido["bloques"][2:3]
    archivo = tmp_path / "una.json"
    archivo.write_text(json.dumps(contenido))
    call_command("cuestionario_de_identidad", papeles.proceso.clave, str(archivo), verbosity=0)
    assert identidad.cuestionario_de_identidad(papeles.proceso).nombre == "Solo una"
    archivo.write_text("{")
    with pytest.raises(CommandError):
        call_command("cuestionario_de_identidad", papeles.proceso.clave, str(archivo))


# --- Que no se escape ----------------------------------------------------------------------------
def test_las_respuestas_no_se_imprimen_ni_se_serializan():
    respuestas = Respuestas({"lgbtttiq": "si"}, {"lgbtttiq_identidad": MARCA})
    assert MARCA not in f"{respuestas!r} {respuestas} {[respuestas]}"
    with pytest.raises(TypeError):
        pickle.dumps(respuestas)
    with pytest.raises(TypeError):
        json.dumps({"x": respuestas})


def test_una_falla_al_guardar_no_lleva_lo_contestado_ni_las_llaves(
    pregunta, settings, monkeypatch, caplog
):
    def fallar(*args):
        raise RuntimeError("falla a propósito")

    monkeypatch.setattr(identidad, "cifrar", fallar)
    with caplog.at_level(logging.DEBUG), pytest.raises(RuntimeError):
        contestar(pregunta, textos={"lgbtttiq_identidad": MARCA})
    settings.DEBUG = False
    try:
        contestar(pregunta, textos={"lgbtttiq_identidad": MARCA})
    except RuntimeError:
        peticion = RequestFactory().post("/", {})
        reporte = ExceptionReporter(peticion, *sys.exc_info())
        texto = reporte.get_traceback_text() + reporte.get_traceback_html()
    assert "falla a propósito" in texto
    assert MARCA not in texto.split("test_identidad_guardada.py")[0]
    assert settings.LLAVES_IDENTIDAD.partition(":")[2] not in texto
    assert MARCA not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM captura_respuestasdeidentidad")
        assert cursor.fetchone()[0] == 0
