"""El mapa de datos: ningún campo sin entrada, y nada de lo privado donde el público lee."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, models

from candidaturas.models import Candidatura
from captura.management.commands.mapa_de_datos import DESTINO, documento
from captura.models import Cuestionario, Rol, Usuario
from conoceles.comun.mapa_de_datos import (
    CUALQUIERA,
    IMPERSONALES,
    Conservacion,
    Grupo,
    Lector,
    Titular,
    completar,
    declaradas,
    faltas,
    mapa,
    modelos,
)


def datos():
    return [dato for tabla in mapa().values() for dato in tabla.datos()]


def test_cada_campo_tiene_una_entrada_y_cada_entrada_su_campo():
    assert faltas(mapa()) == []


def sin(tablas, modelo, cambia):
    return [cambia(tabla) if tabla.modelo is modelo else tabla for tabla in tablas]


@pytest.mark.parametrize(
    ("cambia", "dice"),
    [
        (lambda t: replace(t, grupos=t.grupos[1:]), "captura.Cuestionario.telefonos: sin entrada"),
        (lambda t: replace(t, grupos=t.grupos[1:]), "CuestionarioEvent.telefonos: sin entrada"),
        (
            lambda t: replace(t, grupos=(*t.grupos, Grupo("curp", Conservacion.SE_SUPRIME))),
            "captura.Cuestionario.curp: no existe",
        ),
        (
            lambda t: replace(t, grupos=(*t.grupos, Grupo("telefonos", Conservacion.RASTRO))),
            "captura.Cuestionario.telefonos: dos veces",
        ),
    ],
)
def test_se_nota_lo_que_falta_sobra_o_se_repite(cambia, dice):
    halladas = faltas(completar(sin(declaradas(), Cuestionario, cambia)))
    assert any(dice in falta for falta in halladas)


def test_se_nota_una_tabla_sin_entrada():
    tablas = [t for t in declaradas() if t.modelo is not Cuestionario]
    assert "captura.Cuestionario: no está en el mapa" in faltas(completar(tablas))


@pytest.mark.django_db
def test_no_hay_tabla_en_la_base_fuera_del_mapa():
    conocidas = {modelo._meta.db_table for modelo in modelos()}
    assert set(connection.introspection.table_names()) - conocidas == {"django_migrations"}


def que_lee(rol: str) -> set[str]:
    """Las tablas de las que ese rol puede leer alguna columna."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p', 'v', 'm') AND has_any_column_privilege(%s, oid, 'SELECT')",
            [rol],
        )
        return {fila[0] for fila in cursor.fetchall()}


def mal_puestos(entradas, legibles: set[str]) -> list[str]:
    return [
        str(dato)
        for tabla in entradas.values()
        for dato in tabla.datos()
        if dato.publico != (tabla.modelo._meta.db_table in legibles)
    ]


@pytest.mark.django_db
def test_lo_publico_es_lo_que_el_rol_publico_puede_leer_y_nada_mas():
    assert mal_puestos(mapa(), que_lee(settings.ROL_PUBLICO)) == []


@pytest.mark.django_db
def test_se_nota_un_permiso_de_mas_y_un_campo_marcado_de_menos():
    with connection.cursor() as cursor:
        cursor.execute(
            f"GRANT SELECT (nace_el) ON captura_datoderegistro TO {settings.ROL_PUBLICO}"
        )
    assert "captura.DatoDeRegistro.nace_el" in mal_puestos(mapa(), que_lee(settings.ROL_PUBLICO))
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON captura_datoderegistro FROM {settings.ROL_PUBLICO}")
    secreta = sin(declaradas(), Candidatura, lambda t: replace(t, leen=frozenset()))
    malos = mal_puestos(completar(secreta), que_lee(settings.ROL_PUBLICO))
    assert "candidaturas.Candidatura.nombre" in malos


def test_el_documento_esta_al_dia(tmp_path):
    assert DESTINO.read_text(encoding="utf-8") == documento(), "corra «manage.py mapa_de_datos»"
    viejo = tmp_path / "viejo.md"
    viejo.write_text(documento().replace("**", "*", 1), encoding="utf-8")
    with pytest.raises(CommandError, match="no está al día"):
        call_command("mapa_de_datos", revisar=True, salida=viejo)


def test_los_lectores_son_los_roles_y_el_publico():
    assert {lector.clave for lector in Lector} == {*Rol.values, "publico"}


def test_de_cada_dato_personal_se_sabe_de_quien_es_o_por_que_no_se_entrega():
    """Sin camino hasta la persona, lo suyo no podría entregarse ni suprimirse."""
    perdidos = [str(d) for d in datos() if d.se_entrega and not d.tabla.lleva_a_una_persona]
    assert perdidos == []


def test_lo_de_una_persona_no_pasa_por_impersonal():
    dudosos = [
        str(d)
        for d in datos()
        if d.titular in {Titular.CANDIDATA, Titular.CUENTA, Titular.CIUDADANIA}
        and d.conservacion in IMPERSONALES
    ]
    assert dudosos == []


@pytest.mark.parametrize(("camino", "destino"), [("candidatura", Candidatura), ("cuenta", Usuario)])
def test_los_caminos_llegan_a_la_persona(camino, destino):
    for tabla in mapa().values():
        if not (partes := getattr(tabla, camino)):
            continue
        modelo: type[models.Model] = tabla.modelo
        for parte in partes.split("__"):
            campo = modelo._meta.get_field(parte)
            modelo = campo.related_model or modelo
        # La historia de la propia candidatura o cuenta solo lleva su clave.
        assert modelo is destino or tabla.es_historia, f"{tabla.modelo.__name__}: {partes}"


def test_lo_de_candidaturas_es_publico_y_lo_demas_no():
    for dato in datos():
        es_de_candidaturas = dato.tabla.modelo._meta.app_label == "candidaturas"
        assert (dato.leen == CUALQUIERA) == es_de_candidaturas, dato
