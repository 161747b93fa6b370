namespace AgentNotebook.Cells.Splitting;

/// <summary>How deep brackets stand in one another.</summary>
/// <remarks>
/// The C# parser goes down one stack frame after another for nested types, unguarded, and about 6,000 nested parentheses end the process.
/// So depth is bounded before it reads. The scan does not tell literals from code: it errs on the side of too deep.
/// </remarks>
internal static class Nesting
{
    public static bool IsDeeperThan(int limit, string code)
    {
        var (brackets, angles) = (0, 0);
        foreach (var c in code)
        {
            switch (c)
            {
                case '(' or '[' or '{':
                    brackets++;
                    break;
                case ')' or ']' or '}':
                    brackets = Math.Max(0, brackets - 1);
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
                case ';':
                    // No type argument list reaches over a semicolon; what is open is a comparison.
                    angles = 0;
                    break;
                default:
                    continue;
            }

            if (brackets + angles > limit)
            {
                return true;
            }
        }

        return false;
    }
}
