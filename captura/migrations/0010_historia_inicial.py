"""Lo registrado antes de que hubiera historia entra en ella como está hoy."""

from django.db import migrations

TABLAS = {
    "candidaturas_candidatura": (
        "captura_hechodecandidatura",
        "id, formula_id, proceso_id, tipo, sexo, edad, reeleccion, estado_registro, baja_el",
    ),
    "candidaturas_formula": ("captura_hechodeformula", "id, eleccion_id, actor_id, numero"),
    "candidaturas_actorpolitico": (
        "captura_hechodeactor",
        "id, proceso_id, tipo, nombre, siglas, orden",
    ),
    "candidaturas_cargo": ("captura_hechodecargo", "id, proceso_id, clave, nombre, orden"),
    "candidaturas_eleccion": (
        "captura_hechodeeleccion",
        "id, cargo_id, nombre_territorio, orden",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("captura", "0009_historia_del_registro")]

    operations = [
        migrations.RunSQL(
            f"INSERT INTO {historia} ({campos}, pgh_obj_id, pgh_created_at, pgh_label) "  # noqa: S608
            f"SELECT {campos}, id, conoceles_ahora(), 'insert' FROM {tabla}",
            migrations.RunSQL.noop,
        )
        for tabla, (historia, campos) in TABLAS.items()
    ]
