// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/coach_rule.h"
#include "core/coach/rules/rules.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

constexpr std::array<std::string_view, 4> kOfLeak{"overfitting", "too_little_data", "still_learning", "tie"};
constexpr std::array<std::string_view, 5> kOfDivergence{"underfitting", "plateau", "class_ignored",
                                                        "saturated_units", "dead_units"};
constexpr std::array<std::string_view, 8> kOfExploding{
    "diverged", "learning_rate_too_high", "overfitting", "underfitting",
    "plateau",  "class_ignored",          "dead_units",  "saturated_units"};
constexpr std::array<std::string_view, 8> kOfVanishing{
    "learning_rate_too_high", "underfitting",          "plateau",       "class_ignored", "dead_units",
    "saturated_units",        "learning_rate_too_low", "still_learning"};
constexpr std::array<std::string_view, 4> kOfDead{"underfitting", "plateau", "class_ignored", "overfitting"};
constexpr std::array<std::string_view, 7> kOfTooFast{
    "diverged", "dead_units", "saturated_units", "underfitting", "plateau", "class_ignored", "overfitting"};
constexpr std::array<std::string_view, 5> kOfTooSlow{"underfitting", "plateau", "class_ignored",
                                                     "still_learning", "too_little_data"};
constexpr std::array<std::string_view, 1> kOfImbalance{"class_ignored"};
constexpr std::array<std::string_view, 4> kOfNoise{"overfitting", "underfitting", "plateau",
                                                   "too_little_data"};
constexpr std::array<std::string_view, 1> kOfFewRows{"overfitting"};
constexpr std::array<std::string_view, 2> kOfPlateau{"underfitting", "class_ignored"};
constexpr std::array<std::string_view, 2> kOfUnderfitting{"class_ignored", "still_learning"};

constexpr std::array kRules{
    CoachRule{"leak", "A column gives the answer away", RuleScope::Trial,
              "one column names the class, or the number, that is to be predicted", &diagnoseLeak, kOfLeak},
    CoachRule{"exploding_gradients", "Exploding gradients", RuleScope::Trial,
              "the loss starts above 5 times guessing, or gradients grow longer than 100", &diagnoseExploding,
              kOfExploding},
    CoachRule{"vanishing_gradients", "Vanishing gradients", RuleScope::Trial,
              "a first layer's gradient is below a hundredth of the last one's and the score is behind",
              &diagnoseVanishing, kOfVanishing},
    CoachRule{"learning_rate_too_high", "Too fast", RuleScope::Trial,
              "the loss blows up, climbs or swings from epoch to epoch", &diagnoseTooFast, kOfTooFast},
    CoachRule{"diverged", "Diverged", RuleScope::Trial,
              "the loss is no number, or three times guessing and rising", &diagnoseDiverged, kOfDivergence},
    CoachRule{"dead_units", "Dead units", RuleScope::Trial,
              "more than 30 % of a layer answer 0 to every row and the score is behind, or most of it does",
              &diagnoseDeadUnits, kOfDead},
    CoachRule{"saturated_units", "Saturated units", RuleScope::Trial,
              "more than half of a layer's outputs sit at the ends of its activation and the score is behind",
              &diagnoseSaturated, kOfDead},
    CoachRule{"learning_rate_too_low", "Too slow", RuleScope::Trial,
              "no layer's steps reach 0.06 % of its weights and training is behind", &diagnoseTooSlow,
              kOfTooSlow},
    CoachRule{"class_imbalance", "Accuracy hides a rare class", RuleScope::Trial,
              "a rare class is missed and the accuracy does not show it", &diagnoseImbalance, kOfImbalance},
    CoachRule{"label_noise", "Wrong labels", RuleScope::Trial,
              "rows carry other labels than the rows most like them", &diagnoseLabelNoise, kOfNoise},
    CoachRule{"too_little_data", "Too little data", RuleScope::Trial,
              "few rows a class, and more of them would help", &diagnoseTooLittleData, kOfFewRows},
    CoachRule{
        "overfitting",
        "Overfitting",
        RuleScope::Trial,
        "validation loss 20 % above its minimum for 5 epochs while training falls, or a gap of 12 points",
        &diagnoseOverfitting,
        {}},
    CoachRule{"plateau", "Plateau", RuleScope::Trial, "no change for 10 epochs below what is possible",
              &diagnosePlateau, kOfPlateau},
    CoachRule{"underfitting", "Underfitting", RuleScope::Trial,
              "training stays 2 points below what is possible on unseen rows", &diagnoseUnderfitting,
              kOfUnderfitting},
    CoachRule{"class_ignored",
              "One class ignored",
              RuleScope::Trial,
              "a class with 10 rows or more has a recall below 10 %",
              &diagnoseIgnoredClass,
              {}},
    CoachRule{"still_learning",
              "Still learning",
              RuleScope::Trial,
              "more than 0.1 points an epoch over the last fifth",
              &diagnoseStillLearning,
              {}},
    CoachRule{"below_baseline",
              "Below the baseline",
              RuleScope::Study,
              "12 trials and none passes a model without hidden layers",
              &diagnoseBelowBaseline,
              {}},
    CoachRule{"tied_with_a_line",
              "Tied with a straight line",
              RuleScope::Study,
              "12 trials and none passes linear regression by more than luck",
              &diagnoseLikeALine,
              {}},
    CoachRule{"tie", "Tie", RuleScope::Study, "the best three within 1.5 standard errors", &diagnoseTie, {}},
    CoachRule{"edge_of_range",
              "Edge of the range",
              RuleScope::Study,
              "3 of the best 5 trials within 10 % of an end",
              &diagnoseEdgeOfRange,
              {}},
    CoachRule{"narrow_range",
              "A narrower range",
              RuleScope::Study,
              "16 scores, the best quarter within half of a range",
              &diagnoseNarrow,
              {}},
};

} // namespace

std::span<const CoachRule> coachRules()
{
    return kRules;
}

const CoachRule* findCoachRule(std::string_view name)
{
    const auto found =
        std::find_if(kRules.begin(), kRules.end(), [&](const CoachRule& rule) { return rule.name == name; });
    return found == kRules.end() ? nullptr : &*found;
}

} // namespace tunescope
