"""Lo ya anotado entra en la cadena, en el orden en que se anotó; lo que dice pasa a su tabla."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("captura", "0020_cadena_de_actos")]

    operations = [
        migrations.RunSQL(
            [
                "INSERT INTO captura_contenidodeacto (acto_id, sal, datos) "
                "SELECT id, gen_random_uuid(), datos FROM captura_acto",
                "INSERT INTO captura_eslabon (acto_id) SELECT id FROM captura_acto ORDER BY id",
                # Encadena ahora: con disparadores en espera no se puede cambiar la tabla después.
                "SET CONSTRAINTS ALL IMMEDIATE",
                "SET CONSTRAINTS ALL DEFERRED",
            ],
            [
                "ALTER TABLE captura_acto DISABLE TRIGGER USER",
                "UPDATE captura_acto a SET datos = c.datos "
                "FROM captura_contenidodeacto c WHERE c.acto_id = a.id",
                "ALTER TABLE captura_acto ENABLE TRIGGER USER",
            ],
        )
    ]
