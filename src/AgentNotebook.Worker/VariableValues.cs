using System.Text.Json;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Gives the variables that a guest starts with their values.</summary>
internal static class VariableValues
{
    /// <param name="declarations">The submission that declares them: an object with a field for each.</param>
    /// <param name="values">Their names and their values as UTF-8 JSON.</param>
    /// <exception cref="InvalidDataException">A value does not fit; the message names its variable.</exception>
    internal static void Set(object declarations, IEnumerable<(string Name, byte[] Json)> values)
    {
        foreach (var (name, json) in values)
        {
            var field = declarations.GetType().GetField(name)!;
            try
            {
                field.SetValue(declarations, JsonSerializer.Deserialize(json, field.FieldType, ValueOptions.Json));
            }
            catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
            {
                throw new InvalidDataException($"The value of the variable '{name}' does not fit its type: {exception.Message}", exception);
            }
        }
    }
}
