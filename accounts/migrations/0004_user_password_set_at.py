"""When a password was stored: kept by trigger, so that the history tells it; never what."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_user_link_made_at'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='user',
            name='password_set_at',
            field=models.DateTimeField(editable=False, help_text='oleh basis data, setiap kali kata sandi berubah', null=True, verbose_name='kata sandi disimpan'),
        ),
        migrations.AddField(
            model_name='userrecordedevent',
            name='password_set_at',
            field=models.DateTimeField(editable=False, help_text='oleh basis data, setiap kali kata sandi berubah', null=True, verbose_name='kata sandi disimpan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='password_set_at', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF TG_OP = 'UPDATE' AND NEW.password = OLD.password THEN\n    NEW.password_set_at = OLD.password_set_at;\nELSE\n    NEW.password_set_at = CASE WHEN NEW.password LIKE '!%' THEN NULL ELSE clock_timestamp() END;\nEND IF;\nRETURN NEW;\n", hash='60d1ceece9f0e5dcd530c8f0e513eccba9a0f019', operation='INSERT OR UPDATE', pgid='pgtrigger_password_set_at_23503', table='accounts_user', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userrecordedevent" ("email", "id", "is_active", "joined_at", "link_made_at", "name", "password_set_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."email", new_values."id", new_values."is_active", new_values."joined_at", new_values."link_made_at", new_values."name", new_values."password_set_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cb9bf3c87753b7e9d68ea76f020e039cee4fffa7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userrecordedevent" ("email", "id", "is_active", "joined_at", "link_made_at", "name", "password_set_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."email", new_values."id", new_values."is_active", new_values."joined_at", new_values."link_made_at", new_values."name", new_values."password_set_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."joined_at" IS DISTINCT FROM (new_values."joined_at") OR old_values."link_made_at" IS DISTINCT FROM (new_values."link_made_at") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."password_set_at" IS DISTINCT FROM (new_values."password_set_at") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6a3c6fd4ffc1872a5b5a4aeb9a121871768c0d07', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userrecordedevent" ("email", "id", "is_active", "joined_at", "link_made_at", "name", "password_set_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."email", old_values."id", old_values."is_active", old_values."joined_at", old_values."link_made_at", old_values."name", old_values."password_set_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e3738cdcc366a38586310c64433c03ba6a84685b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
        ),
    ]
