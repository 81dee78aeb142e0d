"""Guardar el cuestionario desde la página: nada se pierde y nada se pisa en silencio."""

import json

import pytest
from django.urls import reverse

from candidaturas.models import Parametro
from captura.huellas import huella_de
from captura.models import Acto, Acuse, Cuestionario, Observacion, Supuesto
from captura.servicios.captura import EdicionSimultanea, guardar_cuestionario, guardar_fotografia
from conoceles.comun import reloj
from tests.fabricas import CuestionarioFactory, FormulaFactory, imagen

LARGO = "Un texto ficticio que alcanza. " * 12


@pytest.fixture
def entra(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    return client


def direccion(papeles, nombre="cuestionario"):
    return reverse(f"captura:{nombre}", args=[papeles.propio.pk])


def formulario(cuestionario, **cambios):
    """Lo que el navegador enviaría con el formulario tal como se abrió."""
    datos = {
        campo: "\n".join(valor) if isinstance(valor, list) else valor
        for campo, valor in cuestionario.contenido().items()
    }
    return {"version": cuestionario.version, "correo_aclaraciones": "", **datos, **cambios}


def test_se_guarda_lo_escrito_y_sube_la_version(entra, papeles):
    respuesta = entra.post(
        direccion(papeles),
        formulario(
            papeles.propio,
            propuesta_1="Línea  uno.\r\n\r\nLínea dos.",
            telefonos="844 111 2222\r\n\r\n 8443334444 ",
            redes="facebook.com/ficticia",
            correo_aclaraciones="aclara@ejemplo.mx",
        ),
    )
    assert respuesta.status_code == 302
    guardado = Cuestionario.objects.get(pk=papeles.propio.pk)
    assert guardado.propuesta_1 == "Línea uno.\nLínea dos."
    assert guardado.telefonos == ["844 111 2222", "8443334444"]
    assert guardado.redes == ["https://facebook.com/ficticia"]
    assert guardado.correo_aclaraciones == "aclara@ejemplo.mx"
    assert (guardado.version, guardado.estado) == (1, "en_captura")


def test_guardar_sin_cambios_no_deja_acto(entra, papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="en_captura")
    guardar_cuestionario(
        cuestionario=papeles.propio,
        campos={"propuesta_1": papeles.propio.propuesta_1},
        version=0,
        adscripcion=papeles.cuentas["enlace"],
    )
    antes = Acto.objects.count()
    actual = Cuestionario.objects.get(pk=papeles.propio.pk)
    entra.post(direccion(papeles), formulario(actual))
    assert Acto.objects.count() == antes


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        ("correos", "bien@ejemplo.mx\nno es correo", "Renglón 2, «no es correo»"),
        ("telefonos", "123", "Renglón 1, «123»"),
        ("redes", "javascript:alert(1)", "no es una dirección de internet completa"),
        ("redes", "ftp://ejemplo.mx/x", "no es una dirección de internet completa"),
        ("pagina_web", "javascript:alert(1)", "Escriba una dirección de internet completa"),
        ("escolaridad", "inventada", "inventada"),
        ("propuesta_1", "a" * 20_001, "20000"),
        ("cursos", "\n".join(["curso"] * 31), "a lo más 30 renglones"),
        ("correo_aclaraciones", "nada", "correo electrónico válida"),
    ],
)
def test_ante_un_error_se_conserva_todo_lo_escrito(entra, papeles, campo, valor, frase):
    respuesta = entra.post(
        direccion(papeles),
        formulario(papeles.propio, **{"propuesta_2": "Algo que no se pierde", campo: valor}),
    )
    assert respuesta.status_code == 200
    assert frase in respuesta.text
    assert "Algo que no se pierde" in respuesta.text
    assert Cuestionario.objects.get(pk=papeles.propio.pk).version == 0


def test_diez_megas_de_texto_se_rehusan_con_una_frase(entra, papeles):
    respuesta = entra.post(
        direccion(papeles), formulario(papeles.propio, historia_profesional="a" * 10_000_000)
    )
    assert respuesta.status_code == 200
    assert "20000" in respuesta.text


def test_lo_que_se_pasa_del_limite_se_guarda_y_se_dice(entra, papeles):
    respuesta = entra.post(
        direccion(papeles), formulario(papeles.propio, propuesta_1="a" * 1700), follow=True
    )
    assert "sobran 100" in respuesta.text
    assert len(Cuestionario.objects.get(pk=papeles.propio.pk).propuesta_1) == 1700


def test_los_limites_y_la_lista_de_faltantes_salen_del_proceso(entra, papeles):
    Parametro.objects.create(proceso=papeles.proceso, clave="propuesta_maximo", valor="777")
    texto = entra.get(direccion(papeles)).text
    assert 'data-conoceles-maximo="777"' in texto
    assert 'data-conoceles-minimo="280"' in texto
    assert 'href="#id_foto"' in texto
    assert 'id="id_foto"' in texto


def test_el_servicio_rehusa_una_version_vieja(papeles):
    cuentas = papeles.cuentas
    guardar_cuestionario(
        cuestionario=papeles.propio,
        campos={"propuesta_1": "Primera"},
        version=0,
        adscripcion=cuentas["enlace"],
    )
    with pytest.raises(EdicionSimultanea):
        guardar_cuestionario(
            cuestionario=papeles.propio,
            campos={"propuesta_1": "Segunda"},
            version=0,
            adscripcion=cuentas["capturista"],
        )
    assert Cuestionario.objects.get(pk=papeles.propio.pk).propuesta_1 == "Primera"


class TestEdicionSimultanea:
    @pytest.fixture
    def choque(self, entra, papeles):
        """Otra cuenta guardó propuesta_1 y motivo; esta envía propuesta_1 y propuesta_2."""
        vieja = formulario(papeles.propio, propuesta_1="La mía uno", propuesta_2="La mía dos")
        guardar_cuestionario(
            cuestionario=papeles.propio,
            campos={"propuesta_1": "La ajena uno", "motivo_cargo_publico": "Motivo ajeno"},
            version=0,
            adscripcion=papeles.cuentas["capturista"],
        )
        return entra.post(direccion(papeles), vieja), papeles

    def enviar(self, client, respuesta, papeles, **elecciones):
        """Lo que enviaría la página de las dos versiones."""
        datos = {"version": respuesta.context["cuestionario"].version, "en_duda": []}
        for campo in respuesta.context["campos"]:
            datos["en_duda"].append(campo["nombre"])
            datos[campo["nombre"]] = campo["oculta"]
        return client.post(direccion(papeles), datos | elecciones)

    def test_se_ven_las_dos_versiones_y_nada_se_sobrescribe(self, choque):
        respuesta, papeles = choque
        assert respuesta.status_code == 409
        for texto in ("La mía uno", "La ajena uno"):
            assert texto in respuesta.text
        assert Cuestionario.objects.get(pk=papeles.propio.pk).propuesta_1 == "La ajena uno"

    def test_lo_que_la_otra_persona_no_toco_se_guarda_sin_preguntar(self, choque):
        respuesta, papeles = choque
        assert list(respuesta.context["form"].fields) == ["eleccion_propuesta_1"]
        guardado = Cuestionario.objects.get(pk=papeles.propio.pk)
        assert guardado.propuesta_2 == "La mía dos"
        assert guardado.motivo_cargo_publico == "Motivo ajeno"
        assert guardado.version == 2

    @pytest.mark.parametrize(
        ("eleccion", "queda"), [("mia", "La mía uno"), ("guardada", "La ajena uno")]
    )
    def test_se_guarda_lo_elegido_y_lo_demas_no_se_mueve(self, choque, entra, eleccion, queda):
        respuesta, papeles = choque
        final = self.enviar(entra, respuesta, papeles, eleccion_propuesta_1=eleccion)
        assert final.status_code == 302
        guardado = Cuestionario.objects.get(pk=papeles.propio.pk)
        assert guardado.propuesta_1 == queda
        assert guardado.propuesta_2 == "La mía dos"
        assert guardado.motivo_cargo_publico == "Motivo ajeno"
        assert guardado.telefonos == papeles.propio.telefonos

    def test_sin_elegir_se_vuelve_a_preguntar(self, choque, entra):
        respuesta, papeles = choque
        otra = self.enviar(entra, respuesta, papeles)
        assert otra.status_code == 409
        assert "Elija con cuál se queda" in otra.text
        assert "La mía uno" in otra.text

    def test_un_tercer_guardado_vuelve_a_preguntar(self, choque, entra):
        respuesta, papeles = choque
        guardar_cuestionario(
            cuestionario=papeles.propio,
            campos={"propuesta_1": "La tercera"},
            version=2,
            adscripcion=papeles.cuentas["capturista"],
        )
        otra = self.enviar(entra, respuesta, papeles, eleccion_propuesta_1="mia")
        assert otra.status_code == 409
        assert "La tercera" in otra.text
        assert Cuestionario.objects.get(pk=papeles.propio.pk).propuesta_1 == "La tercera"


def test_si_otra_persona_ya_lo_envio_se_devuelve_lo_escrito(entra, papeles):
    datos = formulario(papeles.propio, propuesta_1="Lo que estaba escribiendo")
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="enviado")
    respuesta = entra.post(direccion(papeles), datos)
    assert respuesta.status_code == 409
    assert "Lo que estaba escribiendo" in respuesta.text
    assert Cuestionario.objects.get(pk=papeles.propio.pk).propuesta_1 != "Lo que estaba escribiendo"


# --- Enviar y el acuse --------------------------------------------------------------------
@pytest.fixture
def con_foto(papeles):
    guardar_fotografia(
        cuestionario=papeles.propio, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    return papeles


def test_la_pagina_de_envio_dice_lo_que_falta(entra, papeles):
    texto = entra.get(direccion(papeles, "enviar")).text
    assert "Suba la fotografía." in texto
    assert "pasos/enviar/" not in texto


def test_la_pagina_de_envio_avisa_que_se_hara_publico(entra, con_foto):
    texto = entra.get(direccion(con_foto, "enviar")).text
    assert "será pública cuando el instituto la publique" in texto


def test_enviar_da_un_acuse_que_se_puede_comprobar(entra, con_foto):
    paso = reverse("captura:paso", args=[con_foto.propio.pk, "enviar"])
    respuesta = entra.post(paso, follow=True)
    acuse = Acuse.objects.get()
    assert acuse.folio in respuesta.text
    assert acuse.huella in respuesta.text
    ruta = reverse("captura:acuse", args=[acuse.folio])
    descarga = entra.get(f"{ruta}?formato=json")
    datos = json.loads(descarga.content)
    assert "attachment" in descarga["Content-Disposition"]
    assert datos["huella"] == huella_de(datos["contenido"]) == acuse.huella
    texto = entra.get(f"{ruta}?formato=txt")
    assert acuse.folio in texto.text
    assert "DEMOSTRACIÓN" in texto.text


def test_el_doble_clic_da_un_solo_acuse_y_una_explicacion(entra, con_foto):
    paso = reverse("captura:paso", args=[con_foto.propio.pk, "enviar"])
    entra.post(paso)
    respuesta = entra.post(paso, follow=True)
    assert Acuse.objects.count() == 1
    assert "el perfil está enviado" in respuesta.text


def test_lo_observado_se_ve_junto_a_su_campo(entra, papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="con_observaciones", ronda=1)
    Observacion.objects.create(
        cuestionario=papeles.propio,
        ronda=1,
        campo="propuesta_1",
        supuesto=Supuesto.LEMAS,
        texto="Quite el lema de campaña.",
        valor_observado="Lo que decía",
        creada_por=papeles.cuentas["revision"].usuario,
        creada_en=reloj.ahora(),
    )
    texto = entra.get(direccion(papeles)).text
    assert "Quite el lema de campaña." in texto
    assert "Lo que decía" in texto
    assert texto.index("Quite el lema") < texto.index('id="id_propuesta_1"')
    assert "Lemas o imágenes de campaña".lower() in texto
    assert papeles.cuentas["revision"].usuario.nombre not in texto


# --- El tablero ---------------------------------------------------------------------------
def test_el_tablero_dice_que_falta_y_quien_captura(papeles, client):
    client.force_login(papeles.cuentas["enlace_de_coalicion_que_lee"].usuario)
    texto = client.get(reverse("captura:inicio")).text
    assert papeles.cuestionario.candidatura.nombre in texto
    assert papeles.propio.candidatura.nombre not in texto
    assert f"captura {papeles.a.nombre}, según el convenio" in texto
    assert "Solo lectura" in texto


def test_el_tablero_filtra_sin_acentos_y_por_estado(entra, papeles):
    inicio = reverse("captura:inicio")
    candidatura = papeles.propio.candidatura
    candidatura.nombre = "Ángela Ñíguez De Prueba"
    candidatura.save()
    assert "Ángela Ñíguez" in entra.get(inicio, {"q": "angela"}).text
    assert "Ángela Ñíguez" not in entra.get(inicio, {"q": "nadie"}).text
    assert "Ángela Ñíguez" not in entra.get(inicio, {"estado": "publicado"}).text
    assert "Ángela Ñíguez" in entra.get(inicio, {"estado": "inventado", "pagina": "x"}).text
    assert "Ángela Ñíguez" not in entra.get(inicio, {"q": "%"}).text


def test_el_tablero_hace_las_mismas_consultas_con_uno_que_con_muchos(
    entra, papeles, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    inicio = reverse("captura:inicio")
    entra.get(inicio)
    with CaptureQueriesContext(
        connection,
    ) as pocas:
        entra.get(inicio)
    for _ in range(12):
        CuestionarioFactory(candidatura__formula=FormulaFactory(actor=papeles.a), completo=True)
    with django_assert_num_queries(len(pocas)):
        entra.get(inicio)
