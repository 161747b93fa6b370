using System.Linq.Expressions;
using System.Reflection;

namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>A class or a struct of which the serializer sees nothing but fields and properties that show a field.</summary>
/// <param name="fields">The fields it sees.</param>
internal sealed class ObjectPlan<T>(IReadOnlyList<FieldInfo> fields) : MemoryPlan<T>
{
    private readonly Lazy<Action<T, MemoryWalk>> _walk = new(() => Compile(fields));
    private readonly Lazy<bool> _isRaw = new(() => typeof(T).IsValueType && fields.All(field => MemoryPlans.Of(field.FieldType).IsRaw));
    private bool? _isFrozen;

    public override bool IsRaw => _isRaw.Value;

    /// <summary>Every member fixed by the constructor, and nothing behind a member that could change or be another type.</summary>
    public override bool IsFrozen
    {
        get
        {
            if (_isFrozen is { } known)
                return known;
            // While a type that holds itself is asked for, the answer is no; the cautious one.
            _isFrozen = false;
            _isFrozen = !typeof(T).IsValueType && fields.All(IsFixed);
            return _isFrozen.Value;
        }
    }

    public override void Walk(T value, MemoryWalk walk)
    {
        if (!typeof(T).IsValueType)
        {
            if (!walk.Meet(value) || value is null)
                return;
            if (walk.IsTaking && value.GetType() != typeof(T))
            {
                walk.End();
                return;
            }

            if (IsFrozen)
                return;
        }

        if (!walk.Enter())
            return;
        _walk.Value(value, walk);
        walk.Leave();
    }

    private static bool IsFixed(FieldInfo member)
    {
        var plan = MemoryPlans.Of(member.FieldType);
        return member.IsInitOnly && (plan.IsRaw || plan.IsFrozen && member.FieldType.IsSealed);
    }

    private static Action<T, MemoryWalk> Compile(IReadOnlyList<FieldInfo> fields)
    {
        var value = Expression.Parameter(typeof(T));
        var walk = Expression.Parameter(typeof(MemoryWalk));
        var steps = fields.Select(Expression (field) =>
        {
            var plan = MemoryPlans.Of(field.FieldType);
            var content = Expression.Field(value, field);
            return plan.GetType() == typeof(NumberPlan<>).MakeGenericType(field.FieldType)
                ? Expression.Call(walk, nameof(MemoryWalk.Number), [field.FieldType], content)
                : plan is TextPlan
                    ? Expression.Call(walk, nameof(MemoryWalk.Meet), null, content)
                    : Expression.Call(Expression.Constant(plan, plan.GetType()), nameof(Walk), null, content, walk);
        });
        return Expression.Lambda<Action<T, MemoryWalk>>(Expression.Block([.. steps, Expression.Empty()]), value, walk).Compile();
    }
}
