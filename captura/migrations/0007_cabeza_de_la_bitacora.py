import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("captura", "0006_enlaces_de_entrega"),
    ]

    operations = [
        migrations.CreateModel(
            name="CabezaDeBitacora",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.BigIntegerField(verbose_name="lugar del último acto")),
                ("huella", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "cabeza de la bitácora",
                "verbose_name_plural": "cabeza de la bitácora",
            },
        ),
        # La de una cadena que ya tiene actos es su último eslabón.
        migrations.RunSQL(
            """
            INSERT INTO captura_cabezadebitacora (id, numero, huella)
            SELECT 1, numero, huella FROM captura_eslabon
            WHERE numero IS NOT NULL ORDER BY numero DESC LIMIT 1
            """,
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="eslabon",
            name="encadenar",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eslabon",
            trigger=pgtrigger.compiler.Trigger(
                name="encadenar",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE previo RECORD; lugar BIGINT; resumen TEXT; texto TEXT; quedan BOOLEAN;",
                    func="\n    PERFORM pg_advisory_xact_lock(20230604);\n    SELECT u.numero, u.huella INTO previo FROM (\n        (SELECT e.numero, e.huella FROM captura_eslabon e\n            WHERE e.numero IS NOT NULL ORDER BY e.numero DESC LIMIT 1)\n        UNION ALL SELECT c.numero, c.huella FROM captura_cabezadebitacora c\n    ) u ORDER BY u.numero DESC LIMIT 1;\n    lugar := coalesce(previo.numero, 0) + 1;\n    SELECT encode(sha256(convert_to(c.sal::text || ':' || c.datos::text, 'UTF8')), 'hex') INTO resumen\n        FROM captura_contenidodeacto c WHERE c.acto_id = NEW.acto_id;\n    resumen := coalesce(resumen, '');\n    SELECT coalesce(previo.huella, '') || json_build_array(lugar, a.id, a.clase, a.proceso_id, a.candidatura_id, a.actor_id, a.autor_id, a.contexto, extract(epoch FROM a.surte_efecto_en), extract(epoch FROM a.registrado_en), resumen)::text\n        INTO texto FROM captura_acto a WHERE a.id = NEW.acto_id;\n    texto := encode(sha256(convert_to(texto, 'UTF8')), 'hex');\n    UPDATE captura_eslabon SET numero = lugar, digesto = resumen, huella = texto\n        WHERE acto_id = NEW.acto_id;\n    -- La cabeza se escribe con el último acto de la transacción: no queda otro por encadenar.\n    SELECT e.numero IS NULL INTO quedan FROM captura_eslabon e\n        WHERE e.acto_id > NEW.acto_id ORDER BY e.acto_id LIMIT 1;\n    IF quedan IS NOT TRUE THEN\n        INSERT INTO captura_cabezadebitacora (id, numero, huella) VALUES (1, lugar, texto)\n            ON CONFLICT (id) DO UPDATE SET numero = lugar, huella = texto;\n    END IF;\n    RETURN NULL;\n",
                    hash="481f80f5f2583ea7b1ff0729c8ae66975c9159ec",
                    operation="INSERT",
                    pgid="pgtrigger_encadenar_5bf9a",
                    table="captura_eslabon",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cabezadebitacora",
            trigger=pgtrigger.compiler.Trigger(
                name="cabeza_solo_avanza",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.numero <= OLD.numero)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ae14e247bdfcd525501501a007ac8c51f12cc586",
                    operation="UPDATE",
                    pgid="pgtrigger_cabeza_solo_avanza_173fb",
                    table="captura_cabezadebitacora",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cabezadebitacora",
            trigger=pgtrigger.compiler.Trigger(
                name="cabeza_no_se_borra",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9c7420532054f51221c1e93cf9ecd0ceb1611de1",
                    operation="DELETE",
                    pgid="pgtrigger_cabeza_no_se_borra_fdc69",
                    table="captura_cabezadebitacora",
                    when="BEFORE",
                ),
            ),
        ),
    ]
