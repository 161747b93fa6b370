using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace AgentNotebook.Tool.Grids.Engines.Kubernetes;

/// <summary>A text of several lines that a person reads in a manifest: written line by line where YAML can, and escaped otherwise.</summary>
/// <param name="Text">The text.</param>
internal sealed record YamlLines(string Text)
{
    /// <summary>Writes such texts.</summary>
    internal sealed class Converter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(YamlLines);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => throw new NotSupportedException();

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer)
        {
            var text = ((YamlLines)value!).Text;
            emitter.Emit(new Scalar(null, null, text, IsPlain(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true));
        }
    }

    /// <summary>
    /// Whether a literal block gives the text back: parsers turn other line ends than LF into LF, take no control characters, and take the
    /// indentation from the first line.
    /// </summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && text[0] is not (' ' or '\n') && text.All(c => c is '\n' or (>= ' ' and < '\u007f') or (>= '\u00a0' and not ('\u2028' or '\u2029' or '\ufeff') and < '\ufffe'));
}
