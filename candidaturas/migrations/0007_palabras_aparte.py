import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Las palabras van fuera del renglón: la tabla que se recorre para hallarlas queda angosta, y en un
# proceso de 200,000 la búsqueda tarda veinte veces menos. PostgreSQL solo saca algo de un renglón de
# más de 2 kB; el relleno lo hace pasar de ahí y, comprimido, ocupa unos bytes.
ANGOSTA = """
ALTER TABLE candidaturas_palabrasdeperfil
    SET (toast_tuple_target = 128),
    ALTER COLUMN palabras SET STORAGE EXTERNAL,
    ADD COLUMN relleno text NOT NULL DEFAULT repeat(' ', 2100);
COMMENT ON COLUMN candidaturas_palabrasdeperfil.relleno IS
    'Vacío: hace que las palabras se guarden fuera del renglón.';
"""

# Al insertar, todas de una vez: una importación publica miles.
DISPARADORES = """
CREATE FUNCTION conoceles_poner_palabras() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO candidaturas_palabrasdeperfil (perfil_id, palabras)
    SELECT candidatura_id, conoceles_palabras_de_seis(
        historia_profesional, trayectoria_politica, motivo_cargo_publico,
        propuesta_1, propuesta_2, propuesta_genero
    ) FROM nuevos;
    RETURN NULL;
END $$;
CREATE FUNCTION conoceles_cambiar_palabras() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE candidaturas_palabrasdeperfil SET palabras = conoceles_palabras_de_seis(
        NEW.historia_profesional, NEW.trayectoria_politica, NEW.motivo_cargo_publico,
        NEW.propuesta_1, NEW.propuesta_2, NEW.propuesta_genero
    ) WHERE perfil_id = NEW.candidatura_id;
    RETURN NULL;
END $$;
CREATE FUNCTION conoceles_quitar_palabras() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM candidaturas_palabrasdeperfil WHERE perfil_id = OLD.candidatura_id;
    RETURN OLD;
END $$;
CREATE TRIGGER perfil_con_palabras
    AFTER INSERT ON candidaturas_perfilpublicado REFERENCING NEW TABLE AS nuevos
    FOR EACH STATEMENT EXECUTE FUNCTION conoceles_poner_palabras();
CREATE TRIGGER perfil_otras_palabras
    AFTER UPDATE OF historia_profesional, trayectoria_politica, motivo_cargo_publico,
        propuesta_1, propuesta_2, propuesta_genero
    ON candidaturas_perfilpublicado FOR EACH ROW EXECUTE FUNCTION conoceles_cambiar_palabras();
CREATE TRIGGER perfil_sin_palabras
    BEFORE DELETE ON candidaturas_perfilpublicado FOR EACH ROW
    EXECUTE FUNCTION conoceles_quitar_palabras();
"""

QUITAR_DISPARADORES = """
DROP TRIGGER perfil_sin_palabras ON candidaturas_perfilpublicado;
DROP TRIGGER perfil_otras_palabras ON candidaturas_perfilpublicado;
DROP TRIGGER perfil_con_palabras ON candidaturas_perfilpublicado;
DROP FUNCTION conoceles_quitar_palabras();
DROP FUNCTION conoceles_cambiar_palabras();
DROP FUNCTION conoceles_poner_palabras();
"""

LLENAR = """
INSERT INTO candidaturas_palabrasdeperfil (perfil_id, palabras)
SELECT candidatura_id, conoceles_palabras_de_seis(
    historia_profesional, trayectoria_politica, motivo_cargo_publico,
    propuesta_1, propuesta_2, propuesta_genero
) FROM candidaturas_perfilpublicado;
"""


class Migration(migrations.Migration):
    dependencies = [("candidaturas", "0006_ciclo_de_vida")]
    operations = [
        migrations.RemoveIndex(model_name="perfilpublicado", name="perfil_por_palabra"),
        migrations.RemoveField(model_name="perfilpublicado", name="palabras"),
        migrations.RunSQL("DROP INDEX candidatura_muestra", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="PalabrasDePerfil",
            fields=[
                (
                    "perfil",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="candidaturas.perfilpublicado",
                    ),
                ),
                ("palabras", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name": "palabras de un perfil",
                "verbose_name_plural": "palabras de los perfiles",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["palabras"], name="perfil_por_palabra"
                    )
                ],
            },
        ),
        migrations.RunSQL(ANGOSTA, migrations.RunSQL.noop),
        migrations.RunSQL(DISPARADORES, QUITAR_DISPARADORES),
        migrations.RunSQL(LLENAR, migrations.RunSQL.noop),
    ]
