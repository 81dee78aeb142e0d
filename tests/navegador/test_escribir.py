"""Escribir un cuestionario en un navegador: sin red, sin sesión, con otra persona y al salir."""

import re

import pytest
from playwright.sync_api import expect

from captura.models import Cuestionario, Rol
from captura.parecidos import anotar_textos
from captura.servicios.captura import guardar_cuestionario
from tests.fabricas import (
    CONTRASENA,
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    FormulaFactory,
    ProcesoFactory,
)
from tests.navegador.test_camino_completo import Retratos

TEXTO = "Propongo una biblioteca ficticia con talleres de lectura en cada barrio del distrito."
GUARDADO = "text=/Guardado a las/"


@pytest.fixture
def perfil(transactional_db, live_server):
    actor = ActorFactory(proceso=ProcesoFactory(), siglas="PFA", nombre="Partido Ficticio del Alba")
    for nombre in ("ana", "eva"):
        AdscripcionFactory(rol=Rol.ENLACE, actor=actor, usuario__username=nombre)
    otra = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor), propuesta_2=TEXTO)
    anotar_textos(otra)
    return CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor))


def entrar(pagina, usuario: str, perfil):
    pagina.goto(f"/cuentas/login/?next=/captura/cuestionarios/{perfil.pk}/")
    completar(pagina, usuario)


def completar(pagina, usuario: str):
    pagina.fill("input[name=login]", usuario)
    pagina.fill("input[name=password]", CONTRASENA)
    pagina.click("main button[type=submit]")
    pagina.wait_for_selector("form[data-conoceles-autoguardado]")


def escribir(pagina, campo: str, texto: str):
    pagina.fill(f"#id_{campo}", texto)
    pagina.locator(f"#id_{campo}").blur()


def estado(pagina, campo: str):
    return pagina.locator(f"#id_{campo} ~ .autoguardado")


def pendientes(pagina) -> int:
    return pagina.evaluate("Object.keys(localStorage).filter(c => c.includes('borrador')).length")


def test_se_guarda_lo_escrito_antes_de_que_llegara_el_programa(perfil, pagina):
    entrar(pagina, "ana", perfil)
    detenidas = []
    pagina.route("**/autoguardado*.js", lambda ruta: detenidas.append(ruta))
    with pagina.expect_request("**/autoguardado*.js"):
        pagina.goto(f"/captura/cuestionarios/{perfil.pk}/", wait_until="commit")
    pagina.fill("#id_propuesta_1", TEXTO)
    assert pagina.locator(".autoguardado").count() == 0
    detenidas.pop().continue_()
    pagina.wait_for_selector(GUARDADO)
    assert Cuestionario.objects.get(pk=perfil.pk).propuesta_1 == TEXTO


def test_lo_escrito_no_se_pierde_y_nada_se_pisa(perfil, pagina, esperar):
    retratos = Retratos()
    leer = Cuestionario.objects.filter(pk=perfil.pk).values_list
    entrar(pagina, "ana", perfil)

    # Se guarda solo, con su hora, y avisa de un texto casi igual.
    escribir(pagina, "propuesta_1", TEXTO)
    pagina.wait_for_selector(GUARDADO)
    pagina.wait_for_selector("#ayudas_propuesta_1 >> text=Se parece a lo que escribió otra")
    assert leer("propuesta_1", flat=True).get() == TEXTO
    escribir(pagina, "propuesta_2", "VOTA POR MÍ PARA QUE TODO SEA MEJOR EN EL DISTRITO")
    pagina.click("#ayudas_propuesta_2 >> text=Pasar a minúsculas")
    expect(pagina.locator("#id_propuesta_2")).to_have_value(re.compile("Vota por mí para"))
    pagina.wait_for_selector("text=Deshacer")
    retratos.tomar(pagina, "escribir")
    assert pendientes(pagina) == 0

    # Lo pegado de un procesador llega limpio.
    pagina.focus("#id_propuesta_genero")
    pagina.evaluate(
        """() => {
            const datos = new DataTransfer();
            datos.setData('text/plain', '\\uf0b7\\tUno\\u200b\\n\\uf0b7\\tD\\u202eos');
            const opciones = { clipboardData: datos, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', opciones));
        }"""
    )
    assert pagina.input_value("#id_propuesta_genero") == "• Uno\n• Dos"

    # Sin red: espera en el equipo, también si se cierra la pestaña, y se ofrece al volver.
    esperar(lambda: pendientes(pagina) == 0)
    pagina.context.set_offline(True)
    escribir(pagina, "motivo_cargo_publico", "Esto lo escribí sin red.")
    pagina.wait_for_selector("text=No hay conexión con el servidor")
    retratos.tomar(pagina, "sin-red")
    contexto = pagina.context
    pagina.close(run_before_unload=False)
    contexto.set_offline(False)
    pagina = contexto.new_page()
    contexto.clear_cookies()  # y la sesión terminó
    entrar(pagina, "ana", perfil)
    assert pagina.input_value("#id_motivo_cargo_publico") == ""
    pagina.wait_for_selector("text=Quedó texto sin guardar")
    retratos.tomar(pagina, "ofrecido")
    pagina.click("button:text-is('Recuperar')")
    estado(pagina, "motivo_cargo_publico").locator(GUARDADO).wait_for()
    assert leer("motivo_cargo_publico", flat=True).get() == "Esto lo escribí sin red."

    # Con la sesión terminada a media página: se dice, se entra otra vez y ahí está.
    contexto.clear_cookies()
    escribir(pagina, "historia_profesional", "Esto lo escribí sin sesión.")
    pagina.click("text=Entrar otra vez")
    completar(pagina, "ana")
    pagina.click("button:text-is('Recuperar')")
    estado(pagina, "historia_profesional").locator(GUARDADO).wait_for()
    assert leer("historia_profesional", flat=True).get() == "Esto lo escribí sin sesión."

    # Otra persona cambia el mismo campo: se ven las dos versiones y se elige.
    actual = Cuestionario.objects.get(pk=perfil.pk)
    guardar_cuestionario(
        cuestionario=actual,
        campos={"trayectoria_politica": "Lo de la otra persona."},
        version=actual.version,
        adscripcion=perfil.candidatura.formula.actor.adscripciones.get(usuario__username="eva"),
    )
    escribir(pagina, "trayectoria_politica", "Lo mío.")
    pagina.wait_for_selector("text=Lo de la otra persona.")
    retratos.tomar(pagina, "dos-versiones")
    assert leer("trayectoria_politica", flat=True).get() == "Lo de la otra persona."
    pagina.click("text=Quedarme con lo que escribí")
    estado(pagina, "trayectoria_politica").locator(GUARDADO).wait_for()
    assert leer("trayectoria_politica", flat=True).get() == "Lo mío."

    # Al salir se borra de este equipo.
    pagina.context.set_offline(True)
    escribir(pagina, "propuesta_1", "Texto que no debe ver nadie más.")
    pagina.wait_for_selector("text=No hay conexión con el servidor")
    pagina.context.set_offline(False)
    pagina.route("**/campos/**", lambda ruta: ruta.abort())
    assert pendientes(pagina) == 1
    pagina.on("dialog", lambda dialogo: dialogo.accept())
    pagina.click("details.usuario summary")
    pagina.click("text=Cerrar sesión")
    pagina.wait_for_url("**/")
    assert pendientes(pagina) == 0
