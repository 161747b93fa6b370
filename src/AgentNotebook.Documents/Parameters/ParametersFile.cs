using System.Text;
using System.Text.Json;
using AgentNotebook.Documents.Reading;
using AgentNotebook.Documents.Saving;
using AgentNotebook.Models.Scripted;

namespace AgentNotebook.Documents.Parameters;

/// <summary>Reads parameters from a file: a mapping from names to values, in YAML or JSON, which YAML includes.</summary>
public static class ParametersFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    /// <value>64 KiB.</value>
    public const int MaximumBytes = 64 << 10;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The parameters, in the order of the file. An unquoted value has the type that <see cref="NotebookParameter.Parse"/> gives it, a quoted one is a string.</returns>
    /// <exception cref="NotebookException">It cannot be read, is too large, is no mapping, or a value is none a parameter can have. The message names file, line and column.</exception>
    public static IReadOnlyList<NotebookParameter> Read(string path)
    {
        var bytes = NotebookFile.ReadAll(path, new NotebookReadOptions { MaxFileBytes = MaximumBytes }, "Give large data to the notebook as a file, and its name as the parameter.");
        NotebookReader.CheckEncoding(bytes, path);
        try
        {
            var root = new PlaybookReader(path, "parameters file", "a mapping, such as 'rate: 0.1'").Read(Encoding.UTF8.GetString(bytes));
            var entries = root.Entries ?? throw At(root, $"The file has to be a mapping from names to values, such as 'rate: 0.1', not {root.Form}.");
            var parameters = new List<NotebookParameter>();
            foreach (var (key, value) in entries)
            {
                var name = key.Scalar ?? throw At(key, $"The name of a parameter is a word, not {key.Form}.");
                if (parameters.Exists(parameter => parameter.Name == name))
                {
                    throw At(key, $"'{name}' stands here a second time. Take one of them out.");
                }

                parameters.Add(Parameter(name, value));
            }

            return parameters;
        }
        catch (PlaybookException exception)
        {
            throw new NotebookException(exception.Message, exception);
        }

        NotebookException At(PlaybookNode node, string problem) => new($"{path}({node.Line},{node.Column}): {problem}");

        NotebookParameter Parameter(string name, PlaybookNode value)
        {
            var text = Text(name, value);
            try
            {
                return NotebookParameter.Parse($"{name}={text}");
            }
            catch (NotebookException exception)
            {
                throw At(value, exception.Message);
            }
        }

        string Text(string name, PlaybookNode value) => value switch
        {
            { Items: { } items } => $"[{string.Join(',', items.Select(item => Element(name, item)))}]",
            { Scalar: "" or "~" or "null", IsPlain: true } => throw At(value, $"'{name}' has no value. Give it one, or take the line out: the notebook's own default then holds."),
            { Scalar: { } scalar, IsPlain: true } => scalar,
            { Scalar: { } scalar } => $"\"{scalar}\"",
            _ => throw At(value, $"The value of '{name}' is a mapping; a parameter is a number, a text, true or false, or a list of them."),
        };

        string Element(string name, PlaybookNode item) => item switch
        {
            { Scalar: { } scalar, IsPlain: true } when scalar is "true" or "false" || IsNumber(scalar) => scalar,
            { Scalar: { } scalar } => JsonSerializer.Serialize(scalar),
            _ => throw At(item, $"The list '{name}' holds {item.Form}; the elements of a parameter are numbers, texts, or true and false."),
        };
    }

    /// <summary>Whether a text is a number as JSON writes it, and so reads as one in a list.</summary>
    private static bool IsNumber(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
