"""Índices de trigramas: nombres con errores y palabras dentro de los textos, sin leer la tabla."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("candidaturas", "0003_seccion_retirada_sin_municipio")]
    operations = [
        migrations.AddIndex(
            "candidatura",
            GinIndex(
                fields=["nombre_llano"],
                opclasses=["gin_trgm_ops"],
                name="candidatura_por_palabra",
            ),
        ),
        migrations.AddIndex(
            "perfilpublicado",
            GinIndex(
                fields=["texto_llano"],
                opclasses=["gin_trgm_ops"],
                name="perfil_por_palabra",
            ),
        ),
    ]
