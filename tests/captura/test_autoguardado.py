"""Guardar campo por campo: dos personas, dos pestañas, tarde o con bytes raros; nada se pierde."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from candidaturas.models import Candidatura, EstadoDeProceso, Parametro
from captura.models import Acto, ClaseDeActo, Cuestionario, EscritoFueraDeTiempo
from captura.servicios import captura
from captura.servicios.captura import guardar_cuestionario
from conoceles.comun import reloj
from tests.captura.test_servicios_de_captura import direccion, formulario
from tests.fabricas import CONTRASENA


@pytest.fixture
def entra(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    return client


def escribir(client, papeles, campo, texto, version=0, **mas):
    cuenta = papeles.cuentas["enlace"].usuario_id
    ruta = reverse("captura:campo_guardar", args=[papeles.propio.pk, campo])
    return client.post(ruta, {campo: texto, "version": version, "cuenta": cuenta, **mas})


def guardado(papeles):
    return Cuestionario.objects.get(pk=papeles.propio.pk)


def de_otra(papeles, version, **campos):
    return guardar_cuestionario(
        cuestionario=papeles.propio,
        campos=campos,
        version=version,
        adscripcion=papeles.cuentas["capturista"],
    )


def test_se_guarda_un_campo_con_su_hora_y_los_demas_no_se_tocan(entra, papeles):
    respuesta = escribir(entra, papeles, "propuesta_1", "  Lo  nuevo ")
    assert respuesta.json()["clase"] == "guardado"
    assert respuesta.json()["version"] == 1
    assert respuesta.json()["valor"] == "Lo nuevo"
    assert len(respuesta.json()["hora"]) == 5
    assert guardado(papeles).propuesta_1 == "Lo nuevo"
    assert guardado(papeles).propuesta_2 == papeles.propio.propuesta_2
    assert guardado(papeles).estado == "en_captura"


def test_una_lista_se_guarda_por_renglones(entra, papeles):
    respuesta = escribir(entra, papeles, "telefonos", "844 111 2222\r\n8443334444")
    assert respuesta.json()["valor"] == "844 111 2222\n8443334444"
    assert guardado(papeles).telefonos == ["844 111 2222", "8443334444"]


def test_lo_que_no_vale_se_dice_y_no_se_guarda(entra, papeles):
    respuesta = escribir(entra, papeles, "correos", "no es correo")
    assert respuesta.status_code == 400
    assert "Renglón 1, «no es correo»" in respuesta.json()["errores"][0]
    assert guardado(papeles).version == 0


def test_un_campo_que_no_existe_no_existe(entra, papeles):
    assert escribir(entra, papeles, "estado", "publicado").status_code == 404
    assert escribir(entra, papeles, "foto", "1").status_code == 404


def test_el_doble_clic_guarda_una_vez(entra, papeles):
    escribir(entra, papeles, "propuesta_1", "Lo nuevo")
    actos = Acto.objects.count()
    respuesta = escribir(entra, papeles, "propuesta_1", "Lo nuevo")
    assert respuesta.json()["clase"] == "guardado"
    assert Acto.objects.count() == actos
    assert guardado(papeles).version == 1


# --- Dos personas, dos pestañas -----------------------------------------------------------
def test_escribir_de_corrido_deja_un_acto_por_campo_y_toda_la_historia(entra, papeles):
    for version, texto in enumerate(("Uno", "Uno dos", "Uno dos tres")):
        escribir(entra, papeles, "propuesta_1", texto, version=version)
    escribir(entra, papeles, "propuesta_2", "Otra", version=3)
    escribir(entra, papeles, "propuesta_1", "Uno dos tres cuatro", version=4)
    # El primero de todos es el paso a «en captura», que no lleva campos.
    actos = Acto.objects.filter(clase=ClaseDeActo.GUARDADO, contenido__datos__has_key="campos")
    assert [a.datos["campos"] for a in actos.order_by("pk")] == [["propuesta_1"], ["propuesta_2"]]
    versiones = papeles.propio.events.filter(propuesta_1__startswith="Uno")
    assert len({v.propuesta_1 for v in versiones}) == 4


def test_otro_rato_otra_persona_u_otro_acto_si_dejan_el_suyo(entra, papeles):
    escribir(entra, papeles, "propuesta_1", "Uno")
    de_otra(papeles, 1, propuesta_1="De otra persona")
    escribir(entra, papeles, "propuesta_1", "Dos", version=2)
    with reloj.en(reloj.ahora() + timedelta(minutes=16)):
        escribir(entra, papeles, "propuesta_1", "Tres", version=3)
    assert Acto.objects.filter(clase=ClaseDeActo.GUARDADO).count() == 4


def test_dos_personas_en_campos_distintos_no_se_estorban(entra, papeles):
    de_otra(papeles, 0, propuesta_2="La de otra")
    assert escribir(entra, papeles, "propuesta_1", "La mía").json()["clase"] == "guardado"
    assert (guardado(papeles).propuesta_1, guardado(papeles).propuesta_2) == (
        "La mía",
        "La de otra",
    )


def test_en_el_mismo_campo_la_segunda_ve_las_dos_y_nada_se_pisa(entra, papeles):
    de_otra(papeles, 0, propuesta_1="La de otra")
    respuesta = escribir(entra, papeles, "propuesta_1", "La mía")
    assert respuesta.status_code == 409
    assert respuesta.json() == {
        "clase": "conflicto",
        "version": 1,
        "guardada": "La de otra",
        "guardada_texto": "La de otra",
    }
    assert guardado(papeles).propuesta_1 == "La de otra"
    # Si elige la suya, ya con la versión que vio, se guarda.
    assert escribir(entra, papeles, "propuesta_1", "La mía", version=1).status_code == 200
    assert guardado(papeles).propuesta_1 == "La mía"


def test_la_version_de_un_campo_no_sirve_para_pisar_otro(entra, papeles):
    """Tras guardar un campo la página sabe de la versión nueva, pero no vio los demás."""
    de_otra(papeles, 0, propuesta_2="La de otra")
    escribir(entra, papeles, "propuesta_1", "La mía uno")
    datos = formulario(papeles.propio, propuesta_1="La mía uno", propuesta_2="La mía dos")
    respuesta = entra.post(direccion(papeles), datos | {"version_propuesta_1": 2})
    assert respuesta.status_code == 409
    assert guardado(papeles).propuesta_2 == "La de otra"


def test_el_mismo_formulario_de_dos_pestanas_no_se_pisa(entra, papeles):
    datos = formulario(papeles.propio, propuesta_1="Desde la primera")
    assert entra.post(direccion(papeles), datos).status_code == 302
    otra = entra.post(direccion(papeles), datos | {"propuesta_1": "Desde la segunda"})
    assert otra.status_code == 409
    assert guardado(papeles).propuesta_1 == "Desde la primera"


def test_guardar_todo_tras_autoguardar_no_choca_consigo(entra, papeles):
    version = escribir(entra, papeles, "propuesta_1", "A medias").json()["version"]
    datos = formulario(papeles.propio, propuesta_1="Completa", version_propuesta_1=version)
    assert entra.post(direccion(papeles), datos).status_code == 302
    assert guardado(papeles).propuesta_1 == "Completa"


def test_una_version_que_no_consta_no_pisa(entra, papeles):
    de_otra(papeles, 0, propuesta_1="La de otra")
    assert escribir(entra, papeles, "propuesta_1", "La mía", version=77).status_code == 409
    assert guardado(papeles).propuesta_1 == "La de otra"


# --- La sesión ----------------------------------------------------------------------------
def test_con_la_sesion_terminada_se_manda_a_entrar(papeles, client):
    assert escribir(client, papeles, "propuesta_1", "x").status_code == 302


def test_si_en_la_computadora_entro_otra_persona_no_se_guarda_a_su_nombre(papeles, client):
    client.force_login(papeles.cuentas["capturista"].usuario)
    respuesta = escribir(client, papeles, "propuesta_1", "Lo de la enlace")
    assert (respuesta.status_code, respuesta.json()) == (403, {"clase": "otra_cuenta"})
    assert guardado(papeles).propuesta_1 != "Lo de la enlace"


# --- Bytes raros --------------------------------------------------------------------------
def test_lo_invisible_no_llega_a_la_base(entra, papeles):
    escribir(entra, papeles, "propuesta_1", "a\u202eb\u200bc\ufeff\x00d")
    assert guardado(papeles).propuesta_1 == "abcd"
    escribir(entra, papeles, "cursos", "Uno\u200b\nDos\u202e")
    assert guardado(papeles).cursos == ["Uno", "Dos"]
    datos = formulario(guardado(papeles), propuesta_2="x\x00\u2066y")
    assert entra.post(direccion(papeles), datos).status_code == 302
    assert guardado(papeles).propuesta_2 == "xy"


def test_diez_megas_en_un_campo_se_rehusan_con_una_frase(entra, papeles):
    respuesta = escribir(entra, papeles, "propuesta_1", "a" * 10_000_000)
    assert respuesta.status_code == 400
    assert "20000" in respuesta.json()["errores"][0]


# --- Los arreglos -------------------------------------------------------------------------
GRITADO = "PROPONGO ARREGLAR LAS CALLES DE LA COLONIA"


def test_un_arreglo_corrige_guarda_y_devuelve_el_texto(entra, papeles):
    respuesta = escribir(entra, papeles, "propuesta_1", GRITADO, arreglar="propuesta_1:mayusculas")
    assert respuesta.json()["valor"] == GRITADO.capitalize()
    assert guardado(papeles).propuesta_1 == GRITADO.capitalize()


def test_sin_guion_el_arreglo_es_un_boton_del_formulario(entra, papeles):
    entra.post(direccion(papeles), formulario(papeles.propio, propuesta_1=GRITADO))
    texto = entra.get(direccion(papeles)).text
    assert 'name="arreglar"' in texto
    assert 'value="propuesta_1:mayusculas"' in texto
    datos = formulario(guardado(papeles), arreglar="propuesta_1:mayusculas")
    assert entra.post(direccion(papeles), datos).status_code == 302
    assert guardado(papeles).propuesta_1 == GRITADO.capitalize()


@pytest.mark.parametrize("arreglo", ["propuesta_1:inventado", "version:mayusculas", "x", ":"])
def test_un_arreglo_inventado_no_hace_nada(entra, papeles, arreglo):
    respuesta = escribir(entra, papeles, "propuesta_1", GRITADO, arreglar=arreglo)
    assert respuesta.json()["valor"] == GRITADO


def test_los_avisos_de_un_campo_llegan_como_fragmento(entra, papeles):
    escribir(entra, papeles, "propuesta_1", GRITADO)
    ruta = reverse("captura:campo_ayudas", args=[papeles.propio.pk, "propuesta_1"])
    assert "Está todo en mayúsculas" in entra.get(ruta).text
    assert entra.get(ruta.replace("propuesta_1", "telefonos")).status_code == 404


# --- Fuera de tiempo ----------------------------------------------------------------------
def cerrar(papeles):
    type(papeles.proceso).objects.filter(pk=papeles.proceso.pk).update(
        estado=EstadoDeProceso.CERRADO
    )


def abrir(papeles):
    type(papeles.proceso).objects.filter(pk=papeles.proceso.pk).update(
        estado=EstadoDeProceso.ABIERTO
    )


def test_si_se_cierra_mientras_escribe_se_conserva_con_folio(entra, papeles):
    cerrar(papeles)
    respuesta = escribir(entra, papeles, "propuesta_1", "Lo que llegó tarde")
    assert respuesta.status_code == 409
    folio = respuesta.json()["folio"]
    assert respuesta.json()["clase"] == "cerrado"
    escribir(entra, papeles, "propuesta_2", "Y esto también")
    escrito = EscritoFueraDeTiempo.objects.get()
    assert escrito.folio == folio
    assert escrito.campos == {
        "propuesta_1": "Lo que llegó tarde",
        "propuesta_2": "Y esto también",
    }
    assert guardado(papeles).version == 0
    acto = Acto.objects.get(clase=ClaseDeActo.ESCRITO_FUERA_DE_TIEMPO)
    assert acto.datos == {"folio": folio, "campos": ["propuesta_1"]}


def test_con_el_formulario_entero_tambien_y_se_dice_como_pedirlo(entra, papeles):
    cerrar(papeles)
    datos = formulario(papeles.propio, propuesta_1="Lo tarde", correos="mal escrito")
    respuesta = entra.post(direccion(papeles), datos)
    assert respuesta.status_code == 409
    escrito = EscritoFueraDeTiempo.objects.get()
    assert escrito.campos == {"propuesta_1": "Lo tarde"}
    for frase in (escrito.folio, "Lo tarde", "mal escrito", "devuelva este perfil y cite el folio"):
        assert frase in respuesta.text


def test_si_vence_el_plazo_mientras_escribe_se_conserva_y_se_ofrece_la_prorroga(entra, papeles):
    Parametro.objects.create(proceso=papeles.proceso, clave="dias_captura", valor="1")
    Candidatura.objects.update(registrada_el=date(2023, 1, 2))
    assert escribir(entra, papeles, "propuesta_2", "También tarde").json()["vencio"] is True
    respuesta = entra.post(direccion(papeles), formulario(papeles.propio, propuesta_1="Lo tarde"))
    assert "El plazo venció mientras usted escribía" in respuesta.text
    assert reverse("captura:prorroga_pedir", args=[papeles.propio.pk]) in respuesta.text
    escrito = EscritoFueraDeTiempo.objects.get()
    assert escrito.campos == {"propuesta_1": "Lo tarde", "propuesta_2": "También tarde"}
    assert escrito.folio in respuesta.text
    assert guardado(papeles).estado == "sin_datos"
    # Se ve también al volver, y sigue sin contar.
    assert escrito.folio in entra.get(direccion(papeles)).text


def test_si_se_cierra_entre_mirar_y_guardar_tampoco_se_pierde(entra, papeles, monkeypatch):
    """La vista vio abierto; al tomar el renglón ya estaba enviado."""
    original = captura.bloquear

    def alguien_envia_antes(adscripcion, pk):
        Cuestionario.objects.filter(pk=pk).update(estado="enviado")
        return original(adscripcion, pk)

    monkeypatch.setattr(captura, "bloquear", alguien_envia_antes)
    respuesta = entra.post(direccion(papeles), formulario(papeles.propio, propuesta_1="Lo tarde"))
    assert respuesta.status_code == 409
    assert "Lo tarde" in respuesta.text
    assert EscritoFueraDeTiempo.objects.get().campos == {"propuesta_1": "Lo tarde"}


def test_lo_conservado_no_lo_ve_el_instituto_ni_quien_solo_lee(papeles, client):
    type(papeles.cuestionario).objects.filter(pk=papeles.cuestionario.pk).update(estado="enviado")
    captura.conservar_escrito(
        cuestionario=papeles.cuestionario,
        campos={"propuesta_1": "Lo que llegó tarde"},
        version=0,
        adscripcion=papeles.cuentas["candidata"],
    )
    ruta = reverse("captura:cuestionario", args=[papeles.cuestionario.pk])
    for papel, ve in (
        ("candidata", True),
        ("enlace", True),
        ("enlace_de_coalicion_que_lee", False),
        ("revision", False),
        ("coordinacion", False),
    ):
        client.force_login(papeles.cuentas[papel].usuario)
        assert ("Lo que llegó tarde" in client.get(ruta).text) is ve, papel


def test_al_reabrir_se_pone_en_el_cuestionario_sin_pisar(entra, papeles):
    cerrar(papeles)
    escribir(entra, papeles, "propuesta_1", "Tarde uno")
    escribir(entra, papeles, "propuesta_2", "Tarde dos")
    abrir(papeles)
    de_otra(papeles, 0, propuesta_2="La de otra")
    escrito = EscritoFueraDeTiempo.objects.get()
    usar = reverse("captura:escrito_usar", args=[papeles.propio.pk, escrito.folio])
    assert "Ponerlo en el cuestionario" in entra.get(direccion(papeles)).text
    texto = entra.post(usar, follow=True).text
    assert "Alguien cambió después: Propuesta 2" in texto
    assert (guardado(papeles).propuesta_1, guardado(papeles).propuesta_2) == (
        "Tarde uno",
        "La de otra",
    )
    escrito.refresh_from_db()
    assert (escrito.campos, escrito.usado_en) == ({"propuesta_2": "Tarde dos"}, None)


def test_mientras_siga_cerrado_no_se_puede_poner(entra, papeles):
    cerrar(papeles)
    escribir(entra, papeles, "propuesta_1", "Tarde")
    escrito = EscritoFueraDeTiempo.objects.get()
    usar = reverse("captura:escrito_usar", args=[papeles.propio.pk, escrito.folio])
    assert "todavía no se puede editar" in entra.post(usar, follow=True).text
    assert guardado(papeles).version == 0


def test_entrar_y_salir_sigue_en_su_lugar(client, papeles):
    usuario = papeles.cuentas["enlace"].usuario
    client.login(username=usuario.username, password=CONTRASENA)
    texto = client.get(direccion(papeles)).text
    assert f'data-conoceles-cuenta="{usuario.pk}"' in texto
    assert "js/captura/salir.js" in texto
