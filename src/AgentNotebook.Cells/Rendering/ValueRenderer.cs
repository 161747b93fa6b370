using System.Collections;
using System.Globalization;
using System.Reflection;
using AgentNotebook.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace AgentNotebook.Cells.Rendering;

/// <summary>Turns objects into mime bundles. A formatter that throws or never ends costs its own representation, not the cell.</summary>
internal sealed class ValueRenderer(int maxLength)
{
    private static readonly MethodInfo _query = typeof(ValueRenderer).GetMethod(nameof(Query), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Renders a value.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeType">The representation wanted; <see langword="null"/> chooses for the value.</param>
    public MimeBundle Render(object? value, string? mimeType = null)
    {
        if (value is MimeBundle bundle)
        {
            return bundle.Data.ContainsKey(MimeBundle.Text) ? bundle : new MimeBundle(new Dictionary<string, string>(bundle.Data) { [MimeBundle.Text] = "" });
        }

        if (mimeType is not null && value is string content)
        {
            return MimeBundle.FromSource(mimeType, content);
        }

        if (mimeType is not null && value is byte[] bytes && IsBinary(mimeType))
        {
            return Bundle(mimeType, Convert.ToBase64String(bytes), string.Create(CultureInfo.InvariantCulture, $"({mimeType}, {bytes.Length:N0} bytes)"));
        }

        value = AsSequence(value);
        var text = Text(value);
        if (mimeType is null && IsPlain(value))
        {
            return MimeBundle.FromText(text);
        }

        var representations = new Dictionary<string, string>();
        foreach (var mime in mimeType is null ? Formatter.GetPreferredMimeTypesFor(value!.GetType()).Where(mime => mime != MimeBundle.Text) : [mimeType])
        {
            try
            {
                representations[mime] = Format(value, mime);
            }
            catch (RenderingTooLongException)
            {
                text = $"{text}\n(The {mime} representation is longer than {maxLength:N0} characters and is left out.)";
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                text = $"{text}\n(The {mime} representation is missing: its formatter threw {Cause(e)})";
            }
        }

        representations[MimeBundle.Text] = text;
        return new MimeBundle(representations);
    }

    /// <summary>
    /// The formatters show an iterator method's object by its internals; a query over it they show by its elements. The object's class, in a
    /// cell, has no mark of the compiler but its name.
    /// </summary>
    private static object? AsSequence(object? value)
    {
        if (value is not IEnumerable || !value.GetType().Name.Contains(">d", StringComparison.Ordinal))
        {
            return value;
        }

        var element = value.GetType().GetInterfaces().FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        return element is null ? value : _query.MakeGenericMethod(element).Invoke(null, [value]);
    }

    private static IEnumerable<T> Query<T>(IEnumerable<T> sequence) => sequence.Where(static _ => true);

    /// <summary>Whether Jupyter has content of the type in base64 (nbformat, "display_data").</summary>
    private static bool IsBinary(string mimeType) =>
        mimeType != MimeBundle.Svg && (mimeType is "application/pdf" or "application/octet-stream" || mimeType.Split('/')[0] is "image" or "audio" or "video");

    private static string Cause(Exception exception)
    {
        while (exception is TargetInvocationException { InnerException: { } inner })
        {
            exception = inner;
        }

        return $"{exception.GetType().Name}: {exception.Message}";
    }

    private static MimeBundle Bundle(string mimeType, string content, string text) =>
        new(new Dictionary<string, string> { [mimeType] = content, [MimeBundle.Text] = text });

    private static bool IsPlain(object? value) =>
        value is null or string or decimal or Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or System.Numerics.BigInteger
        || value.GetType().IsPrimitive;

    private string Text(object? value)
    {
        if (value is string given)
        {
            return given.Length <= maxLength ? given : $"{given[..maxLength]}\n… (cut: {given.Length:N0} characters, of which {maxLength:N0} are shown)";
        }

        var writer = new BoundedWriter(maxLength);
        try
        {
            Write(value, MimeBundle.Text, writer);
            return writer.ToString();
        }
        catch (RenderingTooLongException)
        {
            return $"{writer}\n… (cut after {maxLength:N0} characters)";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"{value?.GetType()} (could not be rendered: its formatter threw {Cause(e)})";
        }
    }

    private string Format(object? value, string mimeType)
    {
        var writer = new BoundedWriter(maxLength);
        Write(value, mimeType, writer);
        return writer.ToString();
    }

    private static void Write(object? value, string mimeType, BoundedWriter writer)
    {
        var context = new FormatContext(writer);
        var type = value?.GetType() ?? typeof(object);
        Formatter.GetPreferredFormatterFor(type, mimeType).Format(value, context);
    }
}
