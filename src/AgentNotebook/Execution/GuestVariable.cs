using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution;

/// <summary>A variable a guest starts with.</summary>
/// <param name="Name">A C# identifier.</param>
/// <param name="Type">Its type as C# source, such as <c>double[]</c>.</param>
/// <param name="Json">Its value as JSON.</param>
public sealed record GuestVariable(string Name, string Type, string Json)
{
    /// <summary>A variable made from an object, in the JSON form that guests read and results have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type as C# source.</param>
    /// <param name="value">Its value.</param>
    /// <param name="declared">Its type.</param>
    /// <param name="maximumBytes">The most the JSON may take, in bytes.</param>
    /// <exception cref="ArgumentException">The value has no JSON form, or one that is too deep or too large; the message names the variable.</exception>
    public static GuestVariable Of(string name, string type, object? value, Type declared, long maximumBytes)
    {
        using var bytes = new CappedStream(maximumBytes);
        try
        {
            JsonSerializer.Serialize(bytes, value, declared, ValueOptions.Json);
        }
        catch (CappedStream.FullException)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The value of '{name}' is larger than {maximumBytes:N0} bytes as JSON. Hand over less, or a file with --input NAME=FILE."));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The value of '{name}' is nested more than {ValueOptions.MaximumDepth} levels deep or refers to itself.", exception);
        }
        catch (Exception exception)
        {
            // The value's own properties run here, and may throw anything.
            throw new ArgumentException($"The value of '{name}', of type {type}, cannot be written as JSON: {exception.Message}", exception);
        }

        return new GuestVariable(name, type, Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private sealed class CappedStream(long limit) : MemoryStream
    {
        // A stream derived from MemoryStream brings spans here, too (MemoryStream.Write(ReadOnlySpan)).
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > limit)
            {
                throw new FullException();
            }

            base.Write(buffer, offset, count);
        }

        internal sealed class FullException : Exception;
    }
}
