from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("captura", "0021_encadenar_actos")]

    operations = [migrations.RemoveField(model_name="acto", name="datos")]
