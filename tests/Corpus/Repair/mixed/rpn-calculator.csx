// title: Evaluate expressions in reverse Polish notation
// check: result.SequenceEqual(new[] { 14, 2, 3 })
//--- broken
int Evaluate(string expression)
{
    var stack = new Stak<int>();
    foreach (string token in expression.Split(' '))
    {
        if (int.TryParse(token, out int number))
        {
            stack.Push(number);
            continue;
        }
        int left = stack.Pop(), right = stack.Pop();
        stack.Push(token switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            _ => throw new FormatException(token)
        };
    }
    return stack.Pop();
}

new[] { "2 3 4 * +", "9 7 -", "24 2 4 * /" }.Select(Evaluate).ToList()
//--- fixed
int Evaluate(string expression)
{
    var stack = new Stack<int>();
    foreach (string token in expression.Split(' '))
    {
        if (int.TryParse(token, out int number))
        {
            stack.Push(number);
            continue;
        }
        int right = stack.Pop(), left = stack.Pop();
        stack.Push(token switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            _ => throw new FormatException(token)
        });
    }
    return stack.Pop();
}

new[] { "2 3 4 * +", "9 7 -", "24 2 4 * /" }.Select(Evaluate).ToList()
