using System.Globalization;
using System.Text;
using AgentNotebook.Text;

namespace AgentNotebook.Magics;

/// <summary>Reads one magic line against the declarations; every refusal names line, column and what would have been right.</summary>
internal sealed class MagicLineParser(string line, int lineNumber)
{
    private int _at;

    public (MagicDeclaration Magic, MagicArguments? Arguments) Parse(IReadOnlyDictionary<string, MagicDeclaration> magics)
    {
        var (name, nameAt) = NextToken() ?? throw Refuse("There is no magic here.", 0);
        if (!magics.TryGetValue(name, out var magic))
        {
            var nearest = NearestName.Of(name, magics.Keys);
            throw Refuse($"Unknown magic '{name}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}'#!lsmagic' lists them all.", nameAt);
        }

        var values = new Dictionary<string, IReadOnlyList<object>>();
        if (magic.IsStandIn)
        {
            return (magic, line.AsSpan(_at).Trim() is "-h" or "--help" ? null : new MagicArguments(values));
        }

        while (NextToken() is var (token, at))
        {
            if (token is "-h" or "--help")
            {
                return (magic, null);
            }

            var parameter = magic.Parameters.FirstOrDefault(p => !p.IsPositional && p.Name == token) ?? NextPositional(magic, token, values) ?? throw Unknown(magic, token, at);
            var value = parameter.IsPositional ? Checked(parameter, token, at) : parameter.Kind == ParameterKind.Flag ? true : ReadValue(parameter, at);
            if (!values.TryGetValue(parameter.Name, out var given))
            {
                values[parameter.Name] = [value];
            }
            else if (parameter.Repeats)
            {
                values[parameter.Name] = [.. given, value];
            }
            else
            {
                throw Refuse($"'{parameter.Name}' is given twice; {magic.Name} takes it once.", at);
            }
        }

        return magic.Parameters.FirstOrDefault(p => p.IsRequired && !values.ContainsKey(p.Name)) is { } missing
            ? throw Refuse($"{magic.Name} needs '{MagicHelp.Usage(missing)}': {missing.Help} '{magic.Name} -h' shows the parameters.", nameAt)
            : (magic, new MagicArguments(values));
    }

    private static MagicParameter? NextPositional(MagicDeclaration magic, string token, Dictionary<string, IReadOnlyList<object>> values) =>
        token.StartsWith('-') ? null : magic.Parameters.FirstOrDefault(p => p.IsPositional && (p.Repeats || !values.ContainsKey(p.Name)));

    private MagicException Unknown(MagicDeclaration magic, string token, int at)
    {
        if (!token.StartsWith('-'))
        {
            return Refuse($"{magic.Name} does not know what to do with '{token}': a value follows its parameter, and a value with spaces stands in double quotes. '{magic.Name} -h' shows the parameters.", at);
        }

        var nearest = NearestName.Of(token, magic.Parameters.Where(p => !p.IsPositional).Select(p => p.Name));
        return Refuse($"{magic.Name} has no parameter '{token}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}'{magic.Name} -h' shows the parameters.", at);
    }

    private object ReadValue(MagicParameter parameter, int parameterAt)
    {
        if (NextToken() is not var (text, at))
        {
            throw Refuse($"'{parameter.Name}' needs a value: {parameter.Name} {parameter.ValueName}.", parameterAt);
        }

        return Checked(parameter, text, at);
    }

    private object Checked(MagicParameter parameter, string text, int at)
    {
        var equals = parameter.Kind == ParameterKind.Assignment ? text.IndexOf('=') : -1;
        if (parameter.Kind == ParameterKind.Assignment && (equals < 1 || equals == text.Length - 1))
        {
            throw Refuse($"'{parameter.Name}' takes {parameter.ValueName}, without spaces around the sign, not '{text}'.", at);
        }

        var chosen = equals < 0 ? text : text[..equals];
        if (parameter.Choices is { } choices && !choices.Contains(chosen))
        {
            var nearest = NearestName.Of(chosen, choices);
            throw Refuse($"'{parameter.Name}' takes {string.Join(", ", choices)}, not '{chosen}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}", at);
        }

        switch (parameter.Kind)
        {
            case ParameterKind.Integer:
                if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    throw Refuse($"'{parameter.Name}' takes a whole number, not '{text}'.", at);
                }

                return number >= parameter.Minimum && number <= parameter.Maximum
                    ? number
                    : throw Refuse($"'{parameter.Name}' takes a number from {parameter.Minimum} to {parameter.Maximum}, not {number}.", at);
            case ParameterKind.Number:
                return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0
                    ? amount
                    : throw Refuse($"'{parameter.Name}' takes a number above zero such as 0.5 or 20, not '{text}'.", at);
            case ParameterKind.Assignment:
                return KeyValuePair.Create(chosen, text[(equals + 1)..]);
            case ParameterKind.Duration:
                return Quantity.TryParseDuration(text, out var duration)
                    ? duration
                    : throw Refuse($"'{parameter.Name}' takes a time such as 500ms, 30s, 5m or 1h, not '{text}'.", at);
            case ParameterKind.Bytes:
                return Quantity.TryParseBytes(text, out var bytes)
                    ? bytes
                    : throw Refuse($"'{parameter.Name}' takes a size such as 512MiB or 2GiB, not '{text}'.", at);
            default:
                return text;
        }
    }

    private (string Text, int At)? NextToken()
    {
        while (_at < line.Length && char.IsWhiteSpace(line[_at]))
        {
            _at++;
        }

        if (_at == line.Length)
        {
            return null;
        }

        var start = _at;
        var token = new StringBuilder();
        while (_at < line.Length && !char.IsWhiteSpace(line[_at]))
        {
            if (line[_at] == '"')
            {
                ReadQuoted(token);
            }
            else
            {
                token.Append(line[_at++]);
            }
        }

        return (token.ToString(), start);
    }

    private void ReadQuoted(StringBuilder token)
    {
        var open = _at++;
        while (_at < line.Length && line[_at] != '"')
        {
            if (line[_at] == '\\' && _at + 1 < line.Length && line[_at + 1] is '"' or '\\')
            {
                _at++;
            }

            token.Append(line[_at++]);
        }

        if (_at == line.Length)
        {
            throw Refuse("This quote is not closed.", open);
        }

        _at++;
    }

    private MagicException Refuse(string message, int at) => new(message, lineNumber, at + 1);
}
