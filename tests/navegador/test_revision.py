"""Quien revisa, con el teclado: toma, observa, ve la diferencia, verifica, publica, pausa, reanuda.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla, a 360 y a 1280 de ancho.
"""

import pytest
from django.db import transaction

from candidaturas.models import PerfilPublicado
from captura.flujo import Paso
from captura.models import Cuestionario
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.correcciones import pedir_correccion
from captura.servicios.pasos import dar_paso
from tests.fabricas import CuestionarioFactory, imagen
from tests.navegador.test_camino_completo import Retratos, camino, entrar  # noqa: F401

LEMA = "Biblioteca inventada para el barrio, con lema. " * 8
SIN_LEMA = "Biblioteca inventada para el barrio, en paz. " * 8


@pytest.fixture
def enviado(camino):  # noqa: F811
    """El perfil de la candidatura ya enviado, y otro detrás en la cola."""
    completo = CuestionarioFactory.build(completo=True)
    campos = {**completo.contenido(), "propuesta_1": LEMA, "telefonos": ["844 123 4567"]}
    cuestionario = camino.cuestionario
    guardar_cuestionario(
        cuestionario=cuestionario, campos=campos, version=0, adscripcion=camino.enlace
    )
    guardar_fotografia(cuestionario=cuestionario, datos=imagen(lado=600), adscripcion=camino.enlace)
    dar_paso(cuestionario=cuestionario, paso=Paso.ENVIAR, adscripcion=camino.enlace)
    return camino


def corregir(enviado):
    with transaction.atomic():
        cuestionario = Cuestionario.objects.get(pk=enviado.cuestionario.pk)
        guardar_cuestionario(
            cuestionario=cuestionario,
            campos={"propuesta_1": SIN_LEMA},
            version=cuestionario.version,
            adscripcion=enviado.enlace,
        )
        dar_paso(cuestionario=cuestionario, paso=Paso.ENVIAR, adscripcion=enviado.enlace)


def test_la_revision_con_el_teclado(abrir_pagina, enviado):
    retratos = Retratos()
    uttai, ciudadania, partido = (abrir_pagina() for _ in range(3))
    entrar(uttai, "uttai", enviado.secreto)
    retratos.tomar(uttai, "cola")

    # Toma, va al campo y lo observa; mientras escribe, las letras son letras.
    uttai.keyboard.press("n")
    uttai.get_by_text("Tomado a revisión").or_(
        uttai.get_by_text("Usted tiene este perfil")
    ).wait_for()
    uttai.keyboard.press("j")
    uttai.keyboard.press("o")
    observado = uttai.locator("details[data-conoceles-observar][open]")
    observado.get_by_label("Supuesto").select_option("lemas")
    observado.get_by_label("Qué debe corregirse").fill("")
    observado.get_by_label("Qué debe corregirse").press_sequentially("no van jvnp")
    assert observado.get_by_label("Qué debe corregirse").input_value() == "no van jvnp"
    retratos.tomar(uttai, "observando")
    observado.get_by_label("Supuesto").select_option("")
    observado.get_by_label("Qué debe corregirse").fill("")
    propuesta = uttai.locator("#id_propuesta_1")
    propuesta.get_by_text("Observar").click()
    propuesta.get_by_label("Supuesto").select_option("lemas")
    propuesta.get_by_label("Qué debe corregirse").fill("Quite el lema.")
    uttai.locator("h1").click()
    uttai.keyboard.press("d")
    uttai.keyboard.press("Enter")
    uttai.get_by_text("Devuelto con observaciones.").wait_for()

    # El partido ve qué falta; corrige y vuelve a enviar.
    entrar(partido, "enlace.alba")
    partido.goto(f"/captura/cuestionarios/{enviado.cuestionario.pk}/")
    partido.get_by_text("Falta corregir el campo o responder").wait_for()
    partido.get_by_text("Responder", exact=False).first.click()
    retratos.tomar(partido, "por-atender")
    corregir(enviado)

    # La diferencia, una sección y luego todo; publica con el teclado.
    uttai.keyboard.press("n")
    uttai.get_by_text("Ahora, lo corregido").wait_for()
    retratos.tomar(uttai, "diferencia")
    uttai.get_by_role("button", name="Verificar la sección Medios de contacto").click()
    uttai.get_by_text("Sección verificada").wait_for()
    for tecla, listo in (("v", "Ya se puede publicar"), ("p", "la ciudadanía ya puede verlo")):
        uttai.keyboard.press(tecla)
        uttai.keyboard.press("Enter")
        uttai.get_by_text(listo).wait_for()

    # Pausa una sección: la página lo dice y no la enseña. La reanuda.
    uttai.keyboard.press("p")
    uttai.keyboard.type("Medios")
    uttai.get_by_label("Motivo de la pausa").fill("Lo impugnaron.")
    retratos.tomar(uttai, "pausar")
    uttai.get_by_role("button", name="Pausar la sección").click()
    uttai.get_by_text("En pausa: la sección ya no se muestra").wait_for()
    publica = enviado.candidatura.get_absolute_url()
    ciudadania.goto(publica)
    ciudadania.get_by_text("Parte de este perfil está en pausa").wait_for()
    assert ciudadania.get_by_text("844 123 4567").count() == 0
    retratos.tomar(ciudadania, "ficha-en-pausa")
    uttai.keyboard.press("r")
    uttai.keyboard.press("Enter")
    uttai.get_by_text("Reanudado").wait_for()
    assert PerfilPublicado.objects.get().telefonos == ["844 123 4567"]
    retratos.tomar(uttai, "publicado")

    # La corrección y las listas de trabajo.
    pedir_correccion(
        cuestionario=enviado.cuestionario,
        campo="telefonos",
        debe_decir=["844 999 0000"],
        motivo="Un dígito equivocado.",
        adscripcion=enviado.enlace,
    )
    partido.goto(f"/captura/cuestionarios/{enviado.cuestionario.pk}/correcciones/?campo=correos")
    retratos.tomar(partido, "pedir-correccion")
    uttai.goto("/captura/correcciones/")
    retratos.tomar(uttai, "correcciones")
    uttai.get_by_role("button", name="Aprobar y publicar").click()
    uttai.get_by_text("la versión nueva ya es pública").wait_for()
    uttai.goto("/captura/revision/listas/?lista=cortos")
    retratos.tomar(uttai, "listas")

    # Apagados, las teclas no hacen nada, y así se quedan en este navegador.
    uttai.goto("/captura/")
    uttai.keyboard.press("?")
    uttai.get_by_label("Usar atajos de teclado").uncheck()
    uttai.reload()
    uttai.keyboard.press("n")
    assert uttai.url.endswith("/captura/")
