from django.db import migrations

# Con `to_tsvector`, sacar las palabras de diez mil perfiles era la mitad de lo que tardaba en
# importarlos: analiza cada signo en busca de direcciones y rutas que aquí ya no hay. Partir por los
# espacios da las mismas palabras en menos de la mitad. Lo que pasa de 254 letras o cifras seguidas no
# es una palabra, y PostgreSQL rehusaría guardarlo.
DE_PRISA = """
CREATE OR REPLACE FUNCTION conoceles_palabras_de_seis(
    a text, b text, c text, d text, e text, f text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(
        regexp_replace(
            CASE WHEN llano ~ '[[:alnum:]]{255}'
                 THEN regexp_replace(llano, '[[:alnum:]]{255,}', ' ', 'g')
                 ELSE llano END,
            -- Sin puntuación: «niñas/niños» son dos palabras y no la ruta de un archivo.
            '[^[:alnum:] ]+', ' ', 'g'
        ), ' '), ''))
    FROM conoceles_llano_de_seis(a, b, c, d, e, f) AS llano
$$;
"""

COMO_ANTES = """
CREATE OR REPLACE FUNCTION conoceles_palabras_de_seis(
    a text, b text, c text, d text, e text, f text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT strip(to_tsvector('pg_catalog.simple', regexp_replace(
        conoceles_llano_de_seis(a, b, c, d, e, f), '[^[:alnum:]]+', ' ', 'g'
    )))
$$;
"""

REHACER = """
UPDATE candidaturas_palabrasdeperfil SET palabras = conoceles_palabras_de_seis(
    historia_profesional, trayectoria_politica, motivo_cargo_publico,
    propuesta_1, propuesta_2, propuesta_genero
) FROM candidaturas_perfilpublicado WHERE candidatura_id = perfil_id;
"""


class Migration(migrations.Migration):
    dependencies = [("candidaturas", "0007_palabras_aparte")]
    operations = [
        migrations.RunSQL(DE_PRISA, COMO_ANTES),
        migrations.RunSQL(REHACER, REHACER),
    ]
