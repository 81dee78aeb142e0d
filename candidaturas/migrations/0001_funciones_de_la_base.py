"""Extensiones y funciones propias: hora del sistema, texto llano, palabras y orden en español.

Van en SQL porque las usan columnas generadas, índices y disparadores. El servidor puede no tener
ICU: el orden español (ñ después de n, sin acentos) se logra con una clave en intercalación C.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

FUNCIONES = """
CREATE FUNCTION conoceles_ahora() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('conoceles.reloj', true), '')::timestamptz,
        clock_timestamp() + make_interval(
            secs => coalesce(nullif(current_setting('conoceles.desfase', true), ''), '0')::float
        )
    )
$$;

CREATE FUNCTION conoceles_llano(texto text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, coalesce(texto, '')))
$$;

CREATE FUNCTION conoceles_llano_de_dos(a text, b text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT conoceles_llano(coalesce(a, '') || ' ' || coalesce(b, ''))
$$;

CREATE FUNCTION conoceles_llano_de_seis(a text, b text, c text, d text, e text, f text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT conoceles_llano(
        coalesce(a, '') || E'\\n' || coalesce(b, '') || E'\\n' || coalesce(c, '') || E'\\n'
        || coalesce(d, '') || E'\\n' || coalesce(e, '') || E'\\n' || coalesce(f, '')
    )
$$;

-- «ñ» se vuelve «n~»: en intercalación C queda después de cualquier «n» seguida de letra.
CREATE FUNCTION conoceles_clave_es(texto text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT conoceles_llano(replace(lower(replace(coalesce(texto, ''), 'Ñ', 'ñ')), 'ñ', 'n~'))
$$;

CREATE FUNCTION conoceles_clave_de_nombre(
    primer_apellido text, segundo_apellido text, nombres text, completo text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT conoceles_clave_es(
        CASE WHEN coalesce(primer_apellido, '') = '' THEN completo
             ELSE primer_apellido || ' ' || coalesce(segundo_apellido, '')
                  || ' ' || coalesce(nombres, '')
        END
    )
$$;

CREATE FUNCTION conoceles_palabras_de_seis(
    a text, b text, c text, d text, e text, f text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Sin puntuación: «niñas/niños» son dos palabras y no la ruta de un archivo.
    SELECT strip(to_tsvector('pg_catalog.simple', regexp_replace(
        conoceles_llano_de_seis(a, b, c, d, e, f), '[^[:alnum:]]+', ' ', 'g'
    )))
$$;
"""

BORRAR = """
DROP FUNCTION conoceles_palabras_de_seis(text, text, text, text, text, text);
DROP FUNCTION conoceles_clave_de_nombre(text, text, text, text);
DROP FUNCTION conoceles_clave_es(text);
DROP FUNCTION conoceles_llano_de_seis(text, text, text, text, text, text);
DROP FUNCTION conoceles_llano_de_dos(text, text);
DROP FUNCTION conoceles_llano(text);
DROP FUNCTION conoceles_ahora();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(FUNCIONES, BORRAR),
    ]
