"""Renglones que muchas pruebas piden: se hacen una vez y se guardan aparte, en otro esquema."""

from collections.abc import Callable
from functools import cache

import pgtrigger
from django.apps import apps
from django.db import connection, transaction

from candidaturas import frescura

# Las llenan las migraciones.
DE_SIEMPRE = {"django_migrations", "django_content_type", "auth_permission"}


def apartar(esquema: str, armar: Callable):
    """Arma en la base, que está vacía, y deja los renglones solo en `esquema`; da lo que armó."""
    with transaction.atomic(), connection.cursor() as cursor:
        armado = armar()
        cursor.execute(f"CREATE SCHEMA {esquema}")
        llenas = con_renglones(cursor)
        for modelo in apps.get_models(include_auto_created=True):
            tabla, campos = modelo._meta.db_table, modelo._meta.local_fields
            if tabla in llenas and not modelo._meta.proxy:
                # Las columnas calculadas las vuelve a calcular la base.
                columnas = ", ".join(f'"{f.column}"' for f in campos if not f.generated)
                cursor.execute(f"CREATE TABLE {esquema}.{tabla} AS SELECT {columnas} FROM {tabla}")
        vaciar(cursor)
    return armado


def poner(esquema: str) -> None:
    with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(_copia(esquema))
    frescura.cambio_el_registro()


@cache
def _copia(esquema: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY column_name)"
            " FROM information_schema.columns WHERE table_schema = %s GROUP BY table_name",
            [esquema],
        )
        return ";".join(
            f"INSERT INTO {tabla} ({columnas}) SELECT {columnas} FROM {esquema}.{tabla}"
            for tabla, columnas in cursor.fetchall()
        )


def vaciar(cursor) -> None:
    # Hay tablas a las que solo se añade y otras que escriben su historia: aquí no toca.
    with pgtrigger.ignore():
        if borrar := [f"DELETE FROM {tabla}" for tabla in con_renglones(cursor)]:
            cursor.execute(";".join(borrar))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def con_renglones(cursor) -> set[str]:
    """Las tablas que tienen alguno: casi siempre unas veinte de ciento cuarenta."""
    cursor.execute(_cuales_tienen())
    return {tabla for (tabla,) in cursor.fetchall()}


@cache
def _cuales_tienen() -> str:
    tablas = set(connection.introspection.django_table_names(only_existing=True)) - DE_SIEMPRE
    return " UNION ALL ".join(
        f"SELECT '{tabla}' WHERE EXISTS (SELECT FROM {tabla})" for tabla in sorted(tablas)
    )
