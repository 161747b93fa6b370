using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Reading;

/// <summary>Checks that a notebook has the fields nbformat 4 asks for, and gives it those that may be missing.</summary>
internal sealed class NotebookShape(JsonObject root, string name)
{
    private const int NewestMinor = 5;

    public void Check()
    {
        CheckVersion();
        if (root["cells"] is not JsonArray cells)
        {
            throw root.ContainsKey("cells")
                ? Wrong("cells", root["cells"], "a list")
                : new NotebookException($"{name}: 'cells' is missing, so this is no notebook of nbformat 4. Open and save it in a notebook editor, or restore it from a copy.");
        }

        if (root["metadata"] is not null and not JsonObject)
        {
            throw Wrong("metadata", root["metadata"], "an object");
        }

        for (var i = 0; i < cells.Count; i++)
        {
            CheckCell(cells[i] as JsonObject ?? throw Wrong($"cells[{i}]", cells[i], "an object"), $"cells[{i}]");
        }

        if (IntegerOf(root["nbformat_minor"]) >= 5)
        {
            CellIds.Complete(cells);
        }
    }

    private void CheckVersion()
    {
        if (!root.ContainsKey("nbformat"))
        {
            throw new NotebookException($"{name}: 'nbformat' is missing, so this is JSON but no notebook.");
        }

        switch (IntegerOf(root["nbformat"]))
        {
            case null:
                throw Wrong("nbformat", root["nbformat"], "a whole number");
            case 4:
                break;
            case < 4 and var old:
                throw new NotebookException($"{name}: this is nbformat {old}; 4.0 to 4.{NewestMinor} can be read. Upgrade it with: jupyter nbconvert --to notebook --nbformat 4 \"{name}\"");
            case var newer:
                throw new NotebookException($"{name}: this is nbformat {newer}, newer than 4.{NewestMinor}, the newest that can be read. Save it as nbformat 4 in the editor it comes from.");
        }

        switch (IntegerOf(root["nbformat_minor"]))
        {
            case null when root.ContainsKey("nbformat_minor"):
                throw Wrong("nbformat_minor", root["nbformat_minor"], "a whole number");
            case null:
                root["nbformat_minor"] = 0;
                break;
            case < 0 or > NewestMinor:
                throw new NotebookException($"{name}: this is nbformat 4.{root["nbformat_minor"]}; 4.0 to 4.{NewestMinor} can be read. Save it as nbformat 4.{NewestMinor} in the editor it comes from.");
        }
    }

    private void CheckCell(JsonObject cell, string place)
    {
        var type = cell["cell_type"];
        if (type is not JsonValue value || !value.TryGetValue<string>(out var kind) || kind is not ("code" or "markdown" or "raw"))
        {
            throw Wrong($"{place}.cell_type", type, "'code', 'markdown' or 'raw'");
        }

        if (!MultilineText.IsText(cell["source"]))
        {
            throw Wrong($"{place}.source", cell["source"], "a string or a list of strings");
        }

        if (cell["metadata"] is not null and not JsonObject)
        {
            throw Wrong($"{place}.metadata", cell["metadata"], "an object");
        }

        if (cell["id"] is { } id && id.GetValueKind() != JsonValueKind.String)
        {
            throw Wrong($"{place}.id", id, "a string");
        }

        if (kind == "code")
        {
            CheckOutputs(cell, place);
        }
    }

    private void CheckOutputs(JsonObject cell, string place)
    {
        if (cell["execution_count"] is { } count && IntegerOf(count) is null)
        {
            throw Wrong($"{place}.execution_count", count, "a whole number or null");
        }

        if (cell["outputs"] is null)
        {
            cell["outputs"] = new JsonArray();
        }
        else if (cell["outputs"] is not JsonArray outputs)
        {
            throw Wrong($"{place}.outputs", cell["outputs"], "a list");
        }
        else
        {
            for (var i = 0; i < outputs.Count; i++)
            {
                if (outputs[i] is not JsonObject)
                {
                    throw Wrong($"{place}.outputs[{i}]", outputs[i], "an object");
                }
            }
        }
    }

    private static int? IntegerOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    private NotebookException Wrong(string place, JsonNode? node, string right) =>
        new($"{name}: {place} has to be {right}, not {Describe(node)}. Mend it, or restore the file from a copy.");

    private static string Describe(JsonNode? node) => node switch
    {
        null => "missing or null",
        JsonObject => "an object",
        JsonArray => "a list",
        _ => Shortened(node.ToJsonString()),
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
