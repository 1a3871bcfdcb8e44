namespace LaborFlow.Cases.Numbers;

/// <summary>Hands out case numbers without gaps.</summary>
public interface ICaseNumbers
{
    /// <summary>
    /// Takes the next number of a sequence (see <see cref="CaseNumberSequence"/>), from 1. The sequence's row stays locked until the
    /// surrounding transaction ends; when that rolls back, the number is given to the next case.
    /// </summary>
    ValueTask<long> NextAsync(string jurisdiction, int year, string kind, CancellationToken cancellationToken = default);
}
