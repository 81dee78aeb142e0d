"""Las candidaturas que ya existían también tienen lugar en la boleta: lo escribe su disparador."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("candidaturas", "0014_palabras_y_orden_de_boleta")]
    operations = [
        migrations.RunSQL(
            "UPDATE candidaturas_candidatura SET orden_boleta = ''", migrations.RunSQL.noop
        ),
    ]
