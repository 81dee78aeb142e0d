"""Escribir mucho en una sola transacción sin que cada renglón cueste más que el anterior."""

from collections.abc import Sequence

from django.db import connection, models


def comprobar_al_momento() -> None:
    """En lo que queda de la transacción, cada orden comprueba sus llaves foráneas al terminar.

    Django las deja para el final, y PostgreSQL repasa toda esa lista de pendientes cada vez que un
    disparador de la historia atrapa un error, que es una vez por renglón: con miles de pendientes
    el tiempo crece con el cuadrado. Lo demás que se aplaza (encadenar la bitácora) sigue al final.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(DISTINCT quote_ident(conname), ', ') FROM pg_constraint "
            "WHERE contype = 'f' AND condeferrable"
        )
        if llaves := cursor.fetchone()[0]:
            cursor.execute(f"SET CONSTRAINTS {llaves} IMMEDIATE")


def copiar(objetos: Sequence[models.Model]) -> None:
    """Lo mismo que `bulk_create`, disparadores incluidos, sin traer de vuelta las claves: con COPY
    no hay que armar ni analizar un INSERT con todos los textos, que es lo que más tarda."""
    if not objetos:
        return
    meta = objetos[0]._meta
    campos = [f for f in meta.concrete_fields if not f.generated and f is not meta.auto_field]
    columnas = ", ".join(connection.ops.quote_name(f.column or "") for f in campos)
    orden = f"COPY {connection.ops.quote_name(meta.db_table)} ({columnas}) FROM STDIN"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(orden) as copia,
    ):
        for objeto in objetos:
            valores = (f.pre_save(objeto, add=True) for f in campos)
            copia.write_row(
                [f.get_db_prep_save(v, connection) for f, v in zip(campos, valores, strict=True)]
            )
