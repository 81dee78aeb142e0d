"""Lo que publicar escribe además del perfil: las medidas de la fotografía y la historia pública."""

import io
import time
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageFilter

from candidaturas.fotos import nombres_de_copias
from candidaturas.models import CambioDePerfil, ClaseDeCambio, PerfilPublicado
from captura.fotografias import copias
from captura.huellas import contenido_de, huella_de
from captura.models import Cuestionario
from captura.servicios.captura import guardar_fotografia
from captura.servicios.publicacion import publicar, retirar
from conoceles.comun import reloj
from tests.fabricas import imagen

LUNES = datetime(2023, 5, 8, 18, tzinfo=UTC)
MARTES = datetime(2023, 5, 9, 18, tzinfo=UTC)


@pytest.fixture
def a_las(monkeypatch):
    def fijar(momento: datetime) -> None:
        monkeypatch.setattr(reloj, "ahora", lambda: momento)

    return fijar


@pytest.fixture
def cuestionario(papeles, a_las):
    a_las(LUNES)
    guardar_fotografia(
        cuestionario=papeles.propio, datos=imagen(lado=700), adscripcion=papeles.cuentas["enlace"]
    )
    papeles.propio.refresh_from_db()
    return papeles.propio


def publicar_con(cuestionario: Cuestionario, **campos) -> PerfilPublicado:
    for campo, valor in campos.items():
        setattr(cuestionario, campo, valor)
    cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
    return publicar(cuestionario)


def cambios(momento: datetime) -> set[tuple[str, str]]:
    return set(CambioDePerfil.objects.filter(momento=momento).values_list("campo", "clase"))


def archivos(perfil: PerfilPublicado) -> list[str]:
    return [perfil.foto.name, *nombres_de_copias(perfil)]


def existen(perfil: PerfilPublicado) -> set[bool]:
    return {perfil.foto.storage.exists(nombre) for nombre in archivos(perfil)}


def test_la_primera_vez_se_anota_lo_que_se_publico_y_no_lo_vacio(cuestionario):
    publicar_con(cuestionario, propuesta_2="", propuesta_1="Agua")
    anotado = cambios(LUNES)
    assert {("propuesta_1", "publicado"), ("foto", "publicado")} <= anotado
    assert "propuesta_2" not in {campo for campo, _ in anotado}


def test_despues_se_anota_solo_lo_que_cambio(cuestionario, a_las):
    publicar_con(cuestionario, propuesta_1="Agua", propuesta_2="", cursos=["Uno"])
    a_las(MARTES)
    publicar_con(cuestionario, propuesta_1="Agua y luz", propuesta_2="Parques", cursos=[])
    assert cambios(MARTES) == {
        ("propuesta_1", ClaseDeCambio.CAMBIO),
        ("propuesta_2", ClaseDeCambio.PUBLICADO),
        ("cursos", ClaseDeCambio.RETIRADO),
    }


def test_la_historia_no_tiene_donde_guardar_lo_que_antes_decia():
    assert {campo.name for campo in CambioDePerfil._meta.local_fields} == {
        "id",
        "candidatura",
        "campo",
        "momento",
        "clase",
    }


def test_retirar_deja_un_renglon_y_volver_a_publicar_empieza_de_nuevo(cuestionario, a_las):
    publicar_con(cuestionario, propuesta_1="Agua")
    a_las(MARTES)
    retirar(cuestionario)
    assert cambios(MARTES) == {("perfil", "retirado")}
    retirar(cuestionario)
    assert CambioDePerfil.objects.filter(momento=MARTES).count() == 1, "retirar dos veces es una"


def test_la_foto_se_publica_en_cada_medida_y_formato_con_la_misma_proporcion(cuestionario):
    perfil = publicar_con(cuestionario)
    assert perfil.foto_anchos == [160, 320, 480]
    assert len(nombres_de_copias(perfil)) == 9
    for nombre in nombres_de_copias(perfil):
        with perfil.foto.storage.open(nombre) as archivo, Image.open(archivo) as copia:
            assert copia.width * 5 == copia.height * 4
            assert copia.format.lower().replace("jpeg", "jpg") == nombre.rpartition(".")[2]
            assert not copia.getexif()


def test_al_cambiar_la_foto_y_al_retirar_no_queda_ningun_archivo(
    cuestionario, papeles, django_capture_on_commit_callbacks
):
    primero = publicar_con(cuestionario)
    otra = imagen(lado=500)
    enlace = papeles.cuentas["enlace"]
    guardar_fotografia(cuestionario=cuestionario, datos=otra, adscripcion=enlace)
    cuestionario.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        segundo = publicar_con(cuestionario)
    assert existen(primero) == {False}
    assert existen(segundo) == {True}
    with django_capture_on_commit_callbacks(execute=True):
        retirar(cuestionario)
    assert existen(segundo) == {False}


def test_si_la_foto_es_la_misma_no_se_vuelve_a_guardar(
    cuestionario, a_las, django_capture_on_commit_callbacks
):
    primero = publicar_con(cuestionario)
    a_las(MARTES)
    with django_capture_on_commit_callbacks(execute=True):
        segundo = publicar_con(cuestionario, propuesta_1="Otra cosa")
    assert archivos(segundo) == archivos(primero)
    assert existen(segundo) == {True}
    assert ("foto", "cambio") not in cambios(MARTES)


def test_una_foto_chica_no_se_agranda_y_una_apaisada_se_recorta():
    assert list(copias(imagen(lado=300))) == [160, 240]
    salida = io.BytesIO()
    Image.new("RGB", (900, 320), "teal").save(salida, "JPEG")
    (mayor,) = [ancho for ancho in copias(salida.getvalue()) if ancho > 160]
    assert mayor == 256


def test_en_la_demostracion_cada_medida_lleva_la_leyenda(settings):
    settings.ES_DEMO = True
    for formatos in copias(imagen(lado=700)).values():
        for datos in formatos.values():
            with Image.open(io.BytesIO(datos)) as copia:
                franja = copia.convert("RGB").getpixel((2, copia.height - 4))
            assert max(franja) < 80, "la franja oscura de la leyenda está al pie"


def test_hacer_las_copias_de_una_foto_grande_toma_menos_de_un_segundo():
    ruido = Image.effect_noise((1200, 1200), 80).convert("RGB")
    # Como una fotografía: con detalle en todas partes, pero no puro grano.
    ruido = ruido.filter(ImageFilter.GaussianBlur(3))
    salida = io.BytesIO()
    ruido.save(salida, "JPEG")
    inicio = time.process_time()
    copias(salida.getvalue())
    assert time.process_time() - inicio < 1
